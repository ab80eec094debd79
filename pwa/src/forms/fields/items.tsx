/** A list of things, each with questions of its own on its own page. */

import { t, tl } from "../../i18n/t.ts";
import type { Content, Field } from "../../kinds/kind.ts";
import type { Json } from "../../lib/json.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceMany } from "../../ui/choice.tsx";
import { QuestionGroup } from "../../ui/question.tsx";
import { List, Row } from "../../ui/row.tsx";
import { askedOf } from "../asked.ts";
import { liveItems } from "../content.ts";
import { dropItem, putItem } from "../items.ts";
import { sayItem, sayValue } from "../say-value.ts";
import { type FieldProps, useTools } from "../tools.ts";
import { choicesOf } from "./ref.tsx";

export function ItemsField(props: FieldProps) {
  const key = keyOf(props.field);
  return key?.type === "ref" ? <PeopleOrPlaces {...props} refField={key} /> : <Things {...props} />;
}

function Things(props: FieldProps) {
  const { field, content, onValue } = props;
  const tools = useTools();
  const items = liveItems(content[field.name]);
  const limit = field.max_items ?? 0;

  const add = () => {
    const id = tools.newId();
    onValue(putItem(content[field.name], field.key ?? "id", { [field.key ?? "id"]: id }));
    tools.openItem(field.name, id);
  };
  return (
    <QuestionGroup asked={askedOf(props)}>
      <ItemRows {...props} items={items} />
      {items.length < limit ? (
        <Button
          look="2"
          isFull
          icon="plus"
          onPress={add}
          label={`${t("form.add_item")}: ${askedOf(props).label}`}
        >
          {t("form.add_item")}
        </Button>
      ) : (
        <p class="hint">{t("form.items_full", { count: limit })}</p>
      )}
    </QuestionGroup>
  );
}

/** Items that each stand for one record of the directory: tick who was there. */
function PeopleOrPlaces(props: FieldProps & { refField: Field }) {
  const { field, content, base, refField, onValue } = props;
  const tools = useTools();
  const key = refField.name;
  const list = content[field.name];
  const items = liveItems(list);
  const chosen = items.map((item) => String(item[key]));
  const options = choicesOf(tools.options(refField.ref ?? ""));
  const unknown = chosen
    .filter((id) => !options.some(({ code }) => code === id))
    .map((id) => ({ code: id, label: sayValue(refField, id, tools) }));

  const choose = (ids: string[]) => {
    let next: Json | undefined = list;
    for (const id of ids.filter((one) => !chosen.includes(one))) {
      next = putItem(next, key, { [key]: id });
    }
    for (const id of chosen.filter((one) => !ids.includes(one))) {
      next = dropItem(next, key, id, base[field.name]);
    }
    onValue(next ?? null);
  };
  const asksMore = (field.fields ?? []).some((one) => one.name !== key && one.filled_by !== "app");
  return (
    <>
      <ChoiceMany
        {...askedOf(props)}
        options={[...options, ...unknown]}
        values={chosen}
        onChoose={choose}
      />
      {options.length === 0 && <p>{t("form.nothing_to_choose")}</p>}
      {asksMore && items.length > 0 && (
        <details class="fold">
          <summary>
            <span class="grow row-title">{t("form.more")}</span>
          </summary>
          <ItemRows {...props} items={items} />
        </details>
      )}
    </>
  );
}

function ItemRows({ field, items }: FieldProps & { items: readonly Content[] }) {
  const tools = useTools();
  if (items.length === 0) return null;
  return (
    <List>
      {items.map((item, place) => {
        const id = String(item[field.key ?? "id"]);
        const [title, ...details] = sayItem(field, item, tools).split(" · ");
        return (
          <Row
            key={id}
            title={title || t("form.item_of", { label: tl(field.labels), number: place + 1 })}
            detail={details.join(" · ")}
            onPress={() => tools.openItem(field.name, id)}
          />
        );
      })}
    </List>
  );
}

function keyOf(field: Field): Field | undefined {
  return field.fields?.find((one) => one.name === field.key);
}
