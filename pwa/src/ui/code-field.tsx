/** The six digits of an invitation: typed, pasted, or put in by the phone. */

import { type Asked, describedBy, Question } from "./question.tsx";
import { useTypedText } from "./typed-text.ts";

interface CodeFieldProps extends Asked {
  value: string;
  length: number;
  /** A keypad of ours stands below: the phone's stays away. */
  hasKeypad?: boolean;
  /** Digits only, at most `length` of them. */
  onCode: (code: string) => void;
}

export function CodeField(props: CodeFieldProps) {
  const { value, length, onCode } = props;
  const take = (text: string) => onCode(text.replace(/\D/g, "").slice(0, length));
  const typed = useTypedText<HTMLInputElement>(value, take);
  return (
    <Question asked={props}>
      <span class="code">
        <input
          {...typed}
          id={props.id}
          class="code-input"
          type="text"
          inputMode={props.hasKeypad ? "none" : "numeric"}
          autoComplete="one-time-code"
          maxLength={length}
          // As it stands on the paper, "407 123", it would be cut before its spaces are taken out.
          onPaste={(event) => {
            event.preventDefault();
            take(event.clipboardData?.getData("text") ?? "");
          }}
          readOnly={props.isReadOnly}
          aria-invalid={props.fault ? true : undefined}
          aria-describedby={describedBy(props)}
        />
        <Boxes value={value} length={length} />
      </span>
    </Question>
  );
}

/** What the eye sees; the real field lies over them, so that pasting and reading aloud work. */
function Boxes({ value, length }: { value: string; length: number }) {
  return (
    <span class="code-boxes" aria-hidden="true">
      {Array.from({ length }, (_, at) => (
        <span key={at} class={at === value.length ? "code-box is-next" : "code-box"}>
          {value[at]}
        </span>
      ))}
    </span>
  );
}
