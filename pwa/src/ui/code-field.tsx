/** The six digits of an invitation: typed, pasted, or put in by the phone. */

import { type Asked, describedBy, Question } from "./question.tsx";
import { useTypedText } from "./typed-text.ts";

interface CodeFieldProps extends Asked {
  value: string;
  length: number;
  /** Digits only, at most `length` of them. */
  onCode: (code: string) => void;
}

export function CodeField(props: CodeFieldProps) {
  const { value, length, onCode } = props;
  const typed = useTypedText<HTMLInputElement>(value, (text) =>
    onCode(text.replace(/\D/g, "").slice(0, length)),
  );
  return (
    <Question asked={props}>
      <input
        {...typed}
        id={props.id}
        class="input code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        readOnly={props.isReadOnly}
        aria-invalid={props.fault ? true : undefined}
        aria-describedby={describedBy(props)}
      />
    </Question>
  );
}
