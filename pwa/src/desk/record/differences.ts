/** What was changed in a record after it stood: field by field, in words. */

import { type Speaker, sayValue } from "../../forms/say-value.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Field, Kind } from "../../kinds/kind.ts";
import type { Json } from "../../lib/json.ts";
import type { Change, Step } from "../../review/history.ts";

/** One value that another one took the place of, or that stands beside it. */
export interface Difference {
  readonly id: string;
  readonly person: string;
  readonly at: Date | null;
  readonly words: string;
}

/** Tell them, the last first; what was only added while it was being written is no difference. */
export function differencesOf(
  steps: readonly Step[],
  kind: Kind,
  speaker: Speaker,
): readonly Difference[] {
  return steps
    .filter(({ act }) => act !== "create")
    .flatMap((step) =>
      step.changes
        .filter(({ before, isTaken }) => before !== null || !isTaken)
        .flatMap((change, at) => {
          const words = sayChange(change, kind, speaker);
          const { id, person } = step;
          return words === null ? [] : [{ id: `${id}/${at}`, person, at: step.at, words }];
        }),
    )
    .reverse();
}

/** Null for what is no field of its kind: the record's way tells of moves and removals. */
function sayChange(change: Change, kind: Kind, speaker: Speaker): string | null {
  const isItem = change.field.includes("/");
  const field = kind.fields.find(({ name }) => name === change.field.split("/")[0]);
  const inner = field?.fields?.find(({ name }) => name === change.inner);
  if (!field || (change.inner !== undefined && !inner)) return null;
  const said = (value: Json): string => {
    if (value === null) return "";
    if (inner) return sayValue(inner, value, speaker);
    return sayValue(field, isItem ? [value] : value, speaker);
  };
  const label = labelOf(field, inner);
  const [before, after] = [said(change.before), said(change.after)];
  if (!change.isTaken) return t("desk.difference_beside", { label, after });
  if (after === "") return t("desk.difference_gone", { label, before });
  return t("desk.difference", { label, before, after });
}

function labelOf(field: Field, inner: Field | undefined): string {
  const list = tl(field.labels).replace(/\?$/, ""); // some labels ask; here they tell
  return inner ? `${list}, ${tl(inner.labels).toLocaleLowerCase("vi")}` : list;
}
