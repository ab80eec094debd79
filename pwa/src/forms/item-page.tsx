/** The questions of one item of a list, on a page of their own. */

import { t, tl } from "../i18n/t.ts";
import { Button } from "../ui/button.tsx";
import { FieldList } from "./field-list.tsx";
import type { FormProps } from "./form.tsx";
import { FaultCount } from "./form-page.tsx";
import type { FormState } from "./form-state.ts";
import { Frame, Title } from "./frame.tsx";
import type { OpenItem } from "./place.ts";
import { sayValue } from "./say-value.ts";
import { useTools } from "./tools.ts";

const SHORT_ITEM = 4;

interface ItemPageProps extends FormProps {
  state: FormState;
  opened: OpenItem;
}

export function ItemPage(props: ItemPageProps) {
  const { state, opened, base = {}, isSaved, trouble, within } = props;
  const tools = useTools();
  const { list, key, item, number } = opened;
  const fields = list.fields ?? [];
  const keyField = fields.find((field) => field.name === key);
  const who = keyField ? sayValue(keyField, item[key], tools) : "";
  const above = `${list.name}.${String(item[key])}.`;
  return (
    <Frame
      within={within}
      isSaved={isSaved}
      onBack={state.leaveItem}
      foot={
        <>
          <FaultCount count={state.faults.size} />
          <Button look="1" isHero icon="check" onPress={state.doneWithItem}>
            {t("ui.done")}
          </Button>
        </>
      }
    >
      <Title words={who || t("form.item_of", { label: tl(list.labels), number })} within={within} />
      <FieldList
        asked={fields.filter((field) => field.name !== key)}
        fields={fields}
        content={item}
        base={base}
        above={above}
        faults={state.faults}
        shortMax={SHORT_ITEM}
        onValue={(field, value, odd) => state.change(above + field.name, value, odd)}
      />
      <Button look="3" icon="trash-2" onPress={state.removeItem}>
        {t("form.remove_item")}
      </Button>
      {trouble}
    </Frame>
  );
}
