/** Several lines of text, with room under it for a warning about what was written. */

import type { ComponentChildren } from "preact";
import { findPersonal } from "../lib/privacy.ts";
import { type Asked, describedBy, Question } from "./question.tsx";
import { useTypedText } from "./typed-text.ts";

interface TextAreaProps extends Asked {
  value: string;
  onText: (text: string) => void;
  rows?: number;
  maxLength?: number;
  /** A PrivacyWarning, or nothing. */
  warning?: ComponentChildren;
}

export function TextArea(props: TextAreaProps) {
  const isWarned = props.warning && findPersonal(props.value).length > 0;
  const typed = useTypedText<HTMLTextAreaElement>(props.value, props.onText);
  return (
    <Question asked={props}>
      <textarea
        {...typed}
        id={props.id}
        class="input"
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        readOnly={props.isReadOnly}
        aria-invalid={props.fault || isWarned ? true : undefined}
        aria-describedby={describedBy(props)}
      />
      {props.warning}
    </Question>
  );
}
