/** Free text, of one line or several, with a warning at what this book never keeps. */

import { t } from "../../i18n/t.ts";
import { Field } from "../../ui/field.tsx";
import { PrivacyWarning } from "../../ui/privacy-warning.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { askedOf } from "../asked.ts";
import { type FieldProps, useTools } from "../tools.ts";

const NEARLY_FULL = 0.8;

export function TextField(props: FieldProps) {
  const { field, content, onValue } = props;
  const { kind } = useTools();
  const value = content[field.name];
  const text = typeof value === "string" ? value : "";
  const keep = (typed: string) => onValue(typed === "" ? null : typed);
  const shared = { ...askedOf(props), value: text, onText: keep };
  // The directory is where a duty number belongs.
  const warning = kind.stream === "directory" ? null : <PrivacyWarning text={text} onText={keep} />;
  const left = (field.max_length ?? Number.POSITIVE_INFINITY) - [...text].length;
  const isNearlyFull = text.length > (field.max_length ?? 0) * NEARLY_FULL && left >= 0;
  return (
    <div class="stack">
      {field.multiline ? <TextArea {...shared} warning={warning} /> : <Field {...shared} />}
      {!field.multiline && warning}
      {isNearlyFull && (
        <p class="hint" role="status">
          {t("form.letters_left", { count: left })}
        </p>
      )}
    </div>
  );
}
