/** Which part of the queue is shown, and in which order. */

import type { Signal } from "@preact/signals";
import { t, tl } from "../../i18n/t.ts";
import { bookKinds } from "../../records/speaker.ts";
import { everyOption } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import { wantedArea, wantedKind, wantedOrder } from "./view.ts";

export function Filters() {
  const session = useSession();
  const areas = everyOption("area").map(({ id, label }) => ({ code: id, label }));
  const kinds = bookKinds(session).map(({ id, labels }) => ({ code: id, label: tl(labels) }));
  return (
    <div class="filters">
      <Choice
        label={t("desk.which_area")}
        chosen={wantedArea}
        options={[{ code: "", label: t("desk.every_area") }, ...areas]}
      />
      <Choice
        label={t("book.which")}
        chosen={wantedKind}
        options={[{ code: "", label: t("desk.every_kind") }, ...kinds]}
      />
      <Choice
        label={t("desk.which_order")}
        chosen={wantedOrder}
        options={[
          { code: "old", label: t("desk.old_first") },
          { code: "new", label: t("desk.new_first") },
        ]}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  chosen: Signal<T>;
  options: readonly { code: string; label: string }[];
}

function Choice<T extends string>({ label, chosen, options }: ChoiceProps<T>) {
  return (
    <select
      class="select"
      aria-label={label}
      value={chosen.value}
      onChange={(event) => {
        chosen.value = event.currentTarget.value as T;
        event.currentTarget.blur();
      }}
    >
      {options.map((one) => (
        <option key={one.code} value={one.code}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
