/** One thing that the server holds: what somebody wrote, why it is not in the book, and two ways on. */

import { useState } from "preact/hooks";
import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { capitalise } from "../../lib/words.ts";
import { linesOfAct, readAct, titleOfAct } from "../../records/acts.ts";
import { Facts } from "../../records/facts.tsx";
import { heldWords } from "../../records/held-words.ts";
import { nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import {
  canRelease,
  closeHeld,
  type HeldCase,
  REASON_MAX,
  releaseHeld,
} from "../../review/held.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { placeNameOf } from "../place.ts";
import { isWide } from "../width.ts";
import { OFFICERS } from "./held-words.ts";

export function HeldDetail({ one }: { one: HeldCase }) {
  const session = useSession();
  const Title = isWide.value ? "h2" : "h1";
  const { why, todo } = heldWords(one.code, OFFICERS);
  const act = one.mutation ? readAct(one.mutation) : null;
  const title = act ? titleOfAct(act, capitalise(nameOfPerson(act.person, session))) : null;
  const place = one.stream === null ? "" : placeNameOf({ stream: one.stream });
  const when = act?.at ? sayWhen(act.at.toISOString(), new Date()) : "";
  return (
    <section class="record-pane" data-record={one.entry.shown.id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached */}
      <article class="record-main" aria-labelledby="record-title" tabIndex={0}>
        <Title class="record-title" id="record-title" tabIndex={-1}>
          {title ?? t("desk.held_unknown")}
        </Title>
        <p class="quiet">{[place, when].filter(Boolean).join(" · ")}</p>
        <div class="stack">
          <p>
            <b>{t(why)}</b>
          </p>
          <p>{t(todo)}</p>
          {one.behind.length > 0 && <p>{t("desk.held_behind", { count: one.behind.length })}</p>}
        </div>
        {!act && <p>{t("desk.held_secret")}</p>}
        {[one, ...one.behind].map((part) => (
          <Part key={part.id} part={part} />
        ))}
        {one.record && (
          <p>
            <a class="desk-link" href={`/desk/record/${one.record.shown.id}`}>
              {t("desk.held_record")}
            </a>
          </p>
        )}
        <p class="small quiet">
          {t("trouble.for_helper")}: {one.code}
        </p>
      </article>
      {one.isEnding ? (
        <div class="decision-bar">
          <p class="bar-words">{t("desk.held_ending")}</p>
        </div>
      ) : (
        <Ways key={one.id} one={one} />
      )}
    </section>
  );
}

/** What one act says: whoever lets it in has read it. */
function Part({ part: { mutation, kind } }: { part: HeldCase }) {
  if (!mutation) return null;
  const lines = linesOfAct(readAct(mutation), kind ?? undefined, speakerNow());
  return lines.length > 0 ? <Facts lines={lines} look="desk-facts" /> : null;
}

function Ways({ one }: { one: HeldCase }) {
  const session = useSession();
  const saving = useSaving();
  const [reason, type] = useState("");
  const [isBare, tell] = useState(false);
  const length = [...reason.trim()].length;
  const isLong = length > REASON_MAX;
  const close = (): void => {
    tell(length === 0);
    if (length > 0 && !isLong) saving.run(() => closeHeld(session, one, reason));
  };
  const release = (): void => {
    if (!isLong) saving.run(() => releaseHeld(session, one, reason));
  };
  return (
    <div class="decision-bar">
      <div class="held-reason">
        <Field
          id="reason"
          label={t("desk.held_reason")}
          hint={t("desk.held_reason_hint")}
          fault={
            isLong
              ? t("desk.held_reason_long", { most: REASON_MAX })
              : isBare
                ? t("desk.held_reason_none")
                : undefined
          }
          value={reason}
          onText={type}
        />
        <SavingTrouble saving={saving} />
      </div>
      {canRelease(one) && (
        <Button look="1" icon="check" isBusy={saving.isBusy} onPress={release}>
          {t("desk.held_release")}
        </Button>
      )}
      <Button look="2" icon="x" isBusy={saving.isBusy} onPress={close}>
        {t("desk.held_close")}
      </Button>
    </div>
  );
}
