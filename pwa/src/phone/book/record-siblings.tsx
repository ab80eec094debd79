/** Both values side by side; one tap settles which stands. */

import { t } from "../../i18n/t.ts";
import type { Json } from "../../lib/json.ts";
import {
  type Dispute,
  disputesOf,
  labelOfPlace,
  sayAt,
  settlement,
} from "../../records/siblings.ts";
import { kindOf, nameOfPerson, nameWithin, speakerNow } from "../../records/speaker.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
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
  const session = useSession();
  const saving = useSaving();
  const { place, head, others } = dispute;
  const kind = kindOf(session, shown.kind);
  const speaker = speakerNow();
  const settle = (value: Json | undefined): void =>
    saving.run(async () => {
      const settled = settlement(dispute, value);
      await session.phone.act({ act: "resolve", recordId: shown.id, ...settled });
    });
  return (
    <div class="card dispute">
      <h3 class="lead">{labelOfPlace(kind, place)}</h3>
      <Side title={t("siblings.now")} words={sayAt(kind, place, head, speaker)}>
        {mayWrite && (
          <Button look="2" isFull isBusy={saving.isBusy} onPress={() => settle(head)}>
            {t("siblings.keep")}
          </Button>
        )}
      </Side>
      {others.map(({ revision, person, value }) => {
        const isOwn = person === session.account.person;
        const take = isOwn
          ? t("siblings.take_own")
          : t("siblings.take", { name: nameWithin(person, session) });
        return (
          <Side
            key={revision}
            title={t("siblings.other", { name: nameOfPerson(person, session) })}
            words={sayAt(kind, place, value, speaker)}
          >
            {mayWrite && (
              <Button look="2" isFull isBusy={saving.isBusy} onPress={() => settle(value)}>
                {take}
              </Button>
            )}
          </Side>
        );
      })}
      <SavingTrouble saving={saving} />
    </div>
  );
}

interface SideProps {
  title: string;
  words: string;
  children: preact.ComponentChildren;
}

function Side({ title, words, children }: SideProps) {
  return (
    <div class="side stack">
      <p class="small quiet">{title}</p>
      <p class="said">{words}</p>
      {children}
    </div>
  );
}
