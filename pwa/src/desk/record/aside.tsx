/** Beside a record: what need not be checked again, which way it came, what was said about it. */

import { sayShortDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf, timeOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { Talk } from "../../records/talk.tsx";
import { checksFor, type Flag } from "../../review/checks.ts";
import { stepsOf } from "../../review/history.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import type { Entry, Found } from "../../sync/list.ts";
import type { PastAct } from "../../sync/record-fetch.ts";
import { Icon } from "../../ui/icon.tsx";
import { STATES } from "../../ui/states.ts";
import { sayFlag, sayPassed } from "./check-words.ts";
import { differencesOf } from "./differences.ts";
import { type Leg, useWay } from "./way.ts";

interface AsideProps {
  found: Found;
  entry: Entry;
  flags: readonly Flag[];
}

export function RecordAside({ found, entry, flags }: AsideProps) {
  const session = useSession();
  const kind = kindOf(session, entry.shown.kind);
  return (
    <div class="record-aside">
      <Conversation found={found} entry={entry} kind={kind} />
      {kind && !entry.shown.open && <Checks kind={kind} flags={flags} />}
      <Way found={found} entry={entry} />
    </div>
  );
}

function Checks({ kind, flags }: { kind: Kind; flags: readonly Flag[] }) {
  const passed = checksFor(kind).filter((check) => !flags.some((one) => one.check === check));
  return (
    <section>
      <h2 class="desk-heading">{t("desk.checks")}</h2>
      <ul class="checks">
        {flags.map((flag) => (
          <li class="check is-flag" key={JSON.stringify([flag.check, flag.field, flag.detail])}>
            <Icon name="triangle-alert" size="small" />
            <span>
              {sayFlag(flag, kind)}
              {flag.check === "duplicate" && (
                <>
                  {" "}
                  <a class="desk-link" href={`/desk/record/${flag.detail.recordId}`}>
                    {t("check.see_other")}
                  </a>
                </>
              )}
            </span>
          </li>
        ))}
        {passed.map((check) => (
          <li class="check" key={check}>
            <Icon name="check" size="small" />
            <span>{sayPassed(check)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ found, entry }: { found: Found; entry: Entry }) {
  const { legs, isComplete, acts } = useWay(found);
  return (
    <section>
      <h2 class="desk-heading">{t("desk.way")}</h2>
      <dl class="way">
        {legs.map((leg) => (
          <div class="way-leg" key={leg.id}>
            <dt>{whenOf(leg)}</dt>
            <dd>{leg.words}</dd>
          </div>
        ))}
        <div class="way-leg">
          <dt>{t("desk.way_now")}</dt>
          <dd>{t(STATES[stateOf(entry)].words)}</dd>
        </div>
      </dl>
      {!isComplete && <p class="small quiet">{t("desk.way_offline")}</p>}
      {acts && <Differences acts={acts} kindId={entry.shown.kind} />}
    </section>
  );
}

function Differences({ acts, kindId }: { acts: readonly PastAct[]; kindId: string }) {
  const session = useSession();
  const kind = kindOf(session, kindId);
  if (!kind) return null;
  const steps = stepsOf(acts, session.catalog.itemKeysOf(kindId));
  const differences = differencesOf(steps, kind, speakerNow());
  if (differences.length === 0) return null;
  return (
    <details class="differences">
      <summary>{t("desk.differences")}</summary>
      <dl class="way">
        {differences.map(({ id, at, person, words }) => (
          <div class="way-leg" key={id}>
            <dt>{whenOf({ at })}</dt>
            <dd>
              {words}
              <span class="small quiet"> · {nameOfPerson(person, session)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function whenOf({ at }: Pick<Leg, "at">): string {
  if (!at) return "";
  return keepTogether(`${sayShortDay(dayOf(at), dayOf(new Date()))}, ${timeOf(at)}`);
}

interface ConversationProps {
  found: Found;
  entry: Entry;
  kind: Kind | undefined;
}

function Conversation({ found, entry, kind }: ConversationProps) {
  const session = useSession();
  const entries = entry.shown.conversation ?? [];
  if (entries.length === 0) return null;
  const unsent = new Set(
    found.own.filter(({ result }) => result === null).map(({ mutation }) => mutation.id),
  );
  return (
    <section>
      <h2 class="desk-heading">{t("desk.talk")}</h2>
      <Talk entries={entries} unsent={unsent} kind={kind} session={session} />
    </section>
  );
}
