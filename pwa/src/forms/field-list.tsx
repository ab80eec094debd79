/** The questions of a page or an item, the less needed ones folded away. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import type { Content, Field } from "../kinds/kind.ts";
import type { Json } from "../lib/json.ts";
import { Icon } from "../ui/icon.tsx";
import type { Faults, OddKey } from "./check.ts";
import { isFilled } from "./content.ts";
import { FIELD_TYPES } from "./field-types.ts";
import { fold } from "./fold.ts";
import { useTools } from "./tools.ts";

interface FieldListProps {
  asked: readonly Field[];
  /** All fields of the record or the item. */
  fields: readonly Field[];
  content: Content;
  base: Content;
  /** "" for the record, "findings.<id>." for an item. */
  above: string;
  faults: Faults;
  shortMax: number;
  onValue: (field: Field, value: Json | null, odd: OddKey | null) => void;
}

export function FieldList(props: FieldListProps) {
  const { asked, fields, content, shortMax } = props;
  const { kind } = useTools();
  const { front, more } = fold(asked, fields, content, kind, shortMax);
  return (
    <>
      {front.map((field) => (
        <OneField key={field.name} {...props} field={field} />
      ))}
      {more.length > 0 && <More {...props} more={more} />}
    </>
  );
}

function More(props: FieldListProps & { more: readonly Field[] }) {
  const { more, content, faults, above } = props;
  const [isOpen, open] = useState(() => more.some((field) => isFilled(content[field.name])));
  const hasFault = more.some((field) => faults.has(above + field.name));
  return (
    <details
      class="fold"
      open={isOpen || hasFault}
      onToggle={(event) => open(event.currentTarget.open)}
    >
      <summary>
        <span class="grow">
          <span class="row-title">{t("form.more")}</span>
          <span class="hint">{t("form.more_hint", { count: more.length })}</span>
        </span>
        <Icon name="chevron-down" />
      </summary>
      <div class="stack stack-wide">
        {more.map((field) => (
          <OneField key={field.name} {...props} field={field} />
        ))}
      </div>
    </details>
  );
}

function OneField(props: FieldListProps & { field: Field }) {
  const { field, fields, content, base, above, faults, onValue } = props;
  const Control = FIELD_TYPES[field.type];
  if (!Control) return null; // of a later version of the program
  const path = above + field.name;
  return (
    <Control
      field={field}
      fields={fields}
      content={content}
      base={base}
      path={path}
      fault={faults.get(path)}
      onValue={(value, odd = null) => onValue(field, value, odd)}
    />
  );
}
