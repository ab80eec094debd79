/** Both values side by side; one tap settles which stands. */

import { t } from "../../i18n/t.ts";
import { type Dispute, disputesOf } from "../../records/siblings.ts";
import { SavingTrouble } from "../../records/use-saving.tsx";
import { useSettling } from "../../records/use-settling.ts";
import { useSession } from "../../session/session.ts";
import { openSiblings } from "../../session/standing.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";

export function RecordSiblings({ entry, mayWrite }: { entry: Entry; mayWrite: boolean }) {
  const { catalog } = useSession();
  const { shown } = entry;
  const siblings = openSiblings(entry);
  if (siblings.length === 0) return null;
  const disputes = disputesOf(shown, siblings, catalog.itemKeysOf(shown.kind));
  return (
    <section class="stack">
      <h2 class="heading">{t("siblings.title")}</h2>
      {!mayWrite && <p>{t("siblings.not_yours")}</p>}
      {disputes.map((dispute) => (
        <Choice key={dispute.place} dispute={dispute} entry={entry} mayWrite={mayWrite} />
      ))}
    </section>
  );
}

interface ChoiceProps {
  dispute: Dispute;
  entry: Entry;
  mayWrite: boolean;
}

function Choice({ dispute, entry: { shown }, mayWrite }: ChoiceProps) {
  const { label, sides, saving } = useSettling(dispute, shown);
  return (
    <div class="card dispute">
      <h3 class="lead">{label}</h3>
      {sides.map(({ id, title, words, take, settle }) => (
        <div class="side stack" key={id}>
          <p class="small quiet">{title}</p>
          <p class="said">{words}</p>
          {mayWrite && (
            <Button look="2" isFull isBusy={saving.isBusy} onPress={settle}>
              {take}
            </Button>
          )}
        </div>
      ))}
      <SavingTrouble saving={saving} />
    </div>
  );
}
