/** A box for one part of a day or an hour, with its word above it. */

import { useTypedText } from "./typed-text.ts";

interface NumberBoxProps {
  id: string;
  label: string;
  value: string;
  letters: number;
  isOdd: boolean;
  isReadOnly?: boolean | undefined;
  onText: (text: string) => void;
}

export function NumberBox(props: NumberBoxProps) {
  const typed = useTypedText<HTMLInputElement>(props.value, props.onText);
  return (
    <label class={`number-box number-box-${props.letters}`}>
      <span class="small">{props.label}</span>
      <input
        {...typed}
        id={props.id}
        class="input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={props.letters}
        readOnly={props.isReadOnly}
        aria-invalid={props.isOdd || undefined}
      />
    </label>
  );
}
