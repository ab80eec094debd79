/** Two wrote differently: both values side by side, and one press says which stands. */

import { t } from "../../i18n/t.ts";
import { isObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { Sibling } from "../../lib/wire.ts";
import { titleOfAct } from "../../records/acts.ts";
import { type Dispute, disputesOf } from "../../records/siblings.ts";
import { SavingTrouble } from "../../records/use-saving.tsx";
import { useSettling } from "../../records/use-settling.ts";
import { lateDecisions } from "../../review/waits.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { isWide } from "../width.ts";

export function Siblings({ entry }: { entry: Entry }) {
  const { catalog } = useSession();
  const { shown } = entry;
  const Part = isWide.value ? "h3" : "h2";
  const late = lateDecisions(entry);
  const disputes = disputesOf(shown, contentSiblings(entry), catalog.itemKeysOf(shown.kind));
  if (disputes.length === 0 && late.length === 0) return null;
  return (
    <section class="disputes">
      {late.length > 0 && <Contest shown={shown} late={late} />}
      {disputes.length > 0 && <Part class="desk-heading">{t("siblings.title")}</Part>}
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

/** Officers decided differently without knowing of each other: whose decision stands, and whose not. */
function Contest({ shown, late }: { shown: Shown; late: readonly Sibling[] }) {
  const Part = isWide.value ? "h3" : "h2";
  return (
    <>
      <Part class="desk-heading">{t("desk.contested")}</Part>
      <div class="desk-dispute">
        <div class="sides">
          {isObject(shown.review) && (
            <Decision of={shown.review["person"]} content={shown.review} />
          )}
          {late.map(({ revision, person, value }) => (
            <Decision key={revision} of={person} content={isObject(value) ? value : {}} isLate />
          ))}
        </div>
        <p>{t("desk.contested_detail")}</p>
      </div>
    </>
  );
}

interface DecisionProps {
  of: Json | undefined;
  content: JsonObject;
  isLate?: boolean;
}

function Decision({ of, content, isLate = false }: DecisionProps) {
  const { account } = useSession();
  const who = of === account.person ? t("who.you") : t("desk.other_officer");
  const question = content["question"];
  return (
    <div class="desk-side">
      <p class="small quiet">{t(isLate ? "desk.contest_late" : "desk.contest_stands")}</p>
      <p>
        <b>{titleOfAct({ act: "review", content }, who)}</b>
      </p>
      {typeof question === "string" && <p class="said">{question}</p>}
    </div>
  );
}

function Choice({ dispute, shown }: { dispute: Dispute; shown: Shown }) {
  const { label, sides, saving } = useSettling(dispute, shown);
  return (
    <div class="desk-dispute">
      <p>
        <b>{label}</b>
      </p>
      <div class="sides">
        {sides.map(({ id, title, words, take, settle }) => (
          <div class="desk-side" key={id}>
            <p class="small quiet">{title}</p>
            <p class="said">{words}</p>
            <Button isBusy={saving.isBusy} onPress={settle}>
              {take}
            </Button>
          </div>
        ))}
      </div>
      <SavingTrouble saving={saving} />
    </div>
  );
}
