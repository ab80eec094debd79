/** One line of text or a number. */

import { type Asked, describedBy, Question } from "./question.tsx";
import { useTypedText } from "./typed-text.ts";

interface FieldProps extends Asked {
  value: string;
  onText: (text: string) => void;
  inputMode?: "text" | "numeric" | "tel" | "search";
  autoComplete?: string;
  maxLength?: number;
  placeholder?: string;
  unit?: string | undefined;
}

export function Field(props: FieldProps) {
  return (
    <Question asked={props}>
      <span class="with-unit">
        <TextInput {...props} />
        {props.unit && <span class="unit">{props.unit}</span>}
      </span>
    </Question>
  );
}

/** The input alone, for frames of another kind. */
export function TextInput(props: FieldProps) {
  const typed = useTypedText<HTMLInputElement>(props.value, props.onText);
  return (
    <input
      {...typed}
      id={props.id}
      class="input"
      type="text"
      inputMode={props.inputMode}
      autoComplete={props.autoComplete ?? "off"}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      readOnly={props.isReadOnly}
      aria-invalid={props.fault ? true : undefined}
      aria-describedby={describedBy(props)}
    />
  );
}
