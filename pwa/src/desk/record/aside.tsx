/** Beside a record: what need not be checked again, which way it came, what was said about it. */

import type { ComponentChildren } from "preact";
import { sayShortDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf, timeOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { Talk } from "../../records/talk.tsx";
import { checksFor, type Flag, flagsByClock } from "../../review/checks.ts";
import { clockOffsetAt, type Step, stepsOf } from "../../review/history.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import type { Entry, Found } from "../../sync/list.ts";
import { Icon } from "../../ui/icon.tsx";
import { STATES } from "../../ui/states.ts";
import { sayFlag, sayPassed } from "./check-words.ts";
import { differencesOf } from "./differences.ts";
import { type Leg, type Way as RecordWay, useWay } from "./way.ts";

interface AsideProps {
  found: Found;
  entry: Entry;
  flags: readonly Flag[];
}

export function RecordAside({ found, entry, flags }: AsideProps) {
  const session = useSession();
  const way = useWay(found);
  const { shown } = entry;
  const kind = kindOf(session, shown.kind);
  const steps = way.acts && stepsOf(way.acts, session.catalog.itemKeysOf(shown.kind));
  const clockOffsetMs = steps && clockOffsetAt(steps, shown.revision);
  const around = { now: new Date(), clockOffsetMs };
  return (
    <div class="record-aside">
      <Conversation found={found} entry={entry} kind={kind} />
      {kind && !shown.open && (
        <Checks kind={kind} flags={flagsByClock(flags, entry, kind, around)} />
      )}
      <Way way={way} entry={entry}>
        {steps && kind && <Differences steps={steps} kind={kind} />}
      </Way>
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

interface WayProps {
  way: RecordWay;
  entry: Entry;
  children: ComponentChildren;
}

function Way({ way: { legs, isComplete }, entry, children }: WayProps) {
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
      {children}
    </section>
  );
}

function Differences({ steps, kind }: { steps: readonly Step[]; kind: Kind }) {
  const session = useSession();
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
