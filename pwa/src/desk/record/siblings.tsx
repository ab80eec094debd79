/** Two wrote differently: both values side by side, and one press says which stands. */

import { t } from "../../i18n/t.ts";
import type { Json } from "../../lib/json.ts";
import type { Sibling } from "../../lib/wire.ts";
import { type Dispute, disputesOf, labelOfPlace, sayAt, settle } from "../../records/siblings.ts";
import { kindOf, nameOfPerson, nameWithin, speakerNow } from "../../records/speaker.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { isWide } from "../width.ts";

export function Siblings({ entry }: { entry: Entry }) {
  const { catalog } = useSession();
  const { shown } = entry;
  const Part = isWide.value ? "h3" : "h2";
  const isContested = (shown.siblings ?? []).some(({ field }) => field === "review");
  const disputes = disputesOf(shown, contentSiblings(entry), catalog.itemKeysOf(shown.kind));
  if (disputes.length === 0 && !isContested) return null;
  return (
    <section class="disputes">
      <Part class="desk-heading">
        {disputes.length > 0 ? t("siblings.title") : t("desk.contested")}
      </Part>
      {isContested && <p>{t("desk.contested_detail")}</p>}
      {disputes.map((dispute) => (
        <Choice key={dispute.place} dispute={dispute} shown={shown} />
      ))}
    </section>
  );
}

/** What has to be settled before a record is decided; deciding settles two decisions by itself. */
function contentSiblings({ shown }: Entry): readonly Sibling[] {
  return (shown.siblings ?? []).filter(({ field }) => field !== "review");
}

function Choice({ dispute, shown }: { dispute: Dispute; shown: Shown }) {
  const session = useSession();
  const saving = useSaving();
  const { place, head, others } = dispute;
  const kind = kindOf(session, shown.kind);
  const speaker = speakerNow();
  const take = (value: Json | undefined): void =>
    saving.run(() => settle(session.phone, shown.id, dispute, value));
  return (
    <div class="desk-dispute">
      <p>
        <b>{labelOfPlace(kind, place)}</b>
      </p>
      <div class="sides">
        <div class="desk-side">
          <p class="small quiet">{t("siblings.now")}</p>
          <p class="said">{sayAt(kind, place, head, speaker)}</p>
          <Button isBusy={saving.isBusy} onPress={() => take(head)}>
            {t("siblings.keep")}
          </Button>
        </div>
        {others.map(({ revision, person, value }) => (
          <div class="desk-side" key={revision}>
            <p class="small quiet">
              {t("siblings.other", { name: nameOfPerson(person, session) })}
            </p>
            <p class="said">{sayAt(kind, place, value, speaker)}</p>
            <Button isBusy={saving.isBusy} onPress={() => take(value)}>
              {t("siblings.take", { name: nameWithin(person, session) })}
            </Button>
          </div>
        ))}
      </div>
      <SavingTrouble saving={saving} />
    </div>
  );
}
