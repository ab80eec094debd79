/** Yes or no; what an empty one stands for shows as chosen. */

import { t } from "../../i18n/t.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { askedOf } from "../asked.ts";
import { meantValue } from "../content.ts";
import type { FieldProps } from "../tools.ts";

export function BoolField(props: FieldProps) {
  const { field, content, onValue } = props;
  const value = meantValue(field, content);
  return (
    <Segmented
      {...askedOf(props)}
      value={typeof value === "boolean" ? String(value) : null}
      segments={[
        { code: "true", label: t("ui.yes") },
        { code: "false", label: t("ui.no") },
      ]}
      onChoose={(code) => onValue(code === "true")}
    />
  );
}
