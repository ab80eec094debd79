/** The questions of one item of a list, on a page of their own. */

import { t, tl } from "../i18n/t.ts";
import { AppBar, DraftMark } from "../ui/app-bar.tsx";
import { Button } from "../ui/button.tsx";
import { FootBar } from "../ui/foot-bar.tsx";
import { FieldList } from "./field-list.tsx";
import type { FormProps } from "./form.tsx";
import { FaultCount, Title } from "./form-page.tsx";
import type { FormState } from "./form-state.ts";
import type { OpenItem } from "./place.ts";
import { sayValue } from "./say-value.ts";
import { useTools } from "./tools.ts";

const SHORT_ITEM = 4;

interface ItemPageProps extends FormProps {
  state: FormState;
  opened: OpenItem;
}

export function ItemPage({ state, opened, base = {}, isSaved, trouble }: ItemPageProps) {
  const tools = useTools();
  const { list, key, item, number } = opened;
  const fields = list.fields ?? [];
  const keyField = fields.find((field) => field.name === key);
  const who = keyField ? sayValue(keyField, item[key], tools) : "";
  const above = `${list.name}.${String(item[key])}.`;
  return (
    <div class="screen">
      <AppBar onBack={state.leaveItem}>
        <DraftMark isSaved={isSaved} />
      </AppBar>
      <main class="main">
        <Title words={who || t("form.item_of", { label: tl(list.labels), number })} />
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
      </main>
      <FootBar>
        <FaultCount count={state.faults.size} />
        <Button look="1" isHero icon="check" onPress={state.doneWithItem}>
          {t("ui.done")}
        </Button>
      </FootBar>
    </div>
  );
}
