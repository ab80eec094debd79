/**
 * The summary before a patrol is closed; and, for one that the phone closed by itself, the same
 * with the end to be corrected. One edit says all of it.
 */

import { useState } from "preact/hooks";
import { findFaults } from "../../forms/check.ts";
import { revealField } from "../../forms/focus.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import type { Json } from "../../lib/json.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { type Entry, findEntry } from "../../sync/list.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { DateTimeField } from "../../ui/date-time-field.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { go, goBack } from "../../ui/route.ts";
import { useDeeds } from "./deeds.ts";
import { endingOf, presetSituation } from "./finished.ts";
import { momentAt, textOf } from "./moments.ts";
import { PatrolFields } from "./patrol-fields.tsx";
import { fieldsOf, usePatrolKind } from "./patrol-kind.ts";
import { usePatrols } from "./read-patrols.ts";
import { roundOf } from "./round.ts";
import { seatOf } from "./seats.ts";
import { Summary } from "./summary.tsx";
import { useTypedLater } from "./typed-later.ts";
import { Unsaved } from "./unsaved.tsx";
import { useNow } from "./use-now.ts";

const ASKED = ["situation", "handover_text"];
const LESS_NEEDED = ["handed_to", "extra_people_count", "conditions", "joint_forces", "equipment"];
const VIBRATE_MS = 30;
const NONE: ReadonlyMap<string, string> = new Map();

/** Without an id: the patrol that goes on. */
export function FinishPatrol({ id }: { id?: string }) {
  const { disk, catalog } = useSession();
  const kind = usePatrolKind();
  const { value: patrols } = usePatrols();
  const { value: named } = useLive(
    async () => (id === undefined ? null : await findEntry(disk, id, catalog.itemKeysOf)),
    [disk, catalog, id],
  );
  const entry = id === undefined ? patrols?.open : named;
  if (kind && patrols && entry) {
    const earlier = id === undefined ? patrols.earlier : [];
    return <Finish key={entry.shown.id} kind={kind} entry={entry} earlier={earlier} />;
  }
  const isKnown = patrols !== undefined && entry !== undefined;
  return (
    <div class="screen">
      <AppBar onBack={() => goBack()} />
      <main class="main">
        <h1 class="title">{t("patrol.finish")}</h1>
        {isKnown ? (
          <EmptyState icon="footprints" words={t("patrol.none_open")}>
            <Button look="1" isHero href="/">
              {t("patrol.home")}
            </Button>
          </EmptyState>
        ) : (
          <Loading />
        )}
      </main>
    </div>
  );
}

interface FinishProps {
  kind: Kind;
  entry: Entry;
  earlier: readonly Entry[];
}

function Finish({ kind, entry, earlier }: FinishProps) {
  const { id } = entry.shown;
  const content = entry.shown.content ?? {};
  const now = useNow();
  const deeds = useDeeds(id);
  const wasClosed = textOf(content["ended_at"]) !== "";
  const [corrected, correct] = useState<{ at: string | null } | null>(null);
  const [chosen, choose] = useState<Content>({});
  const [isTried, tryIt] = useState(false);
  const [isBusy, work] = useState(false);
  const typed = useTypedLater((fields) => void deeds.save(() => fields));

  const endedAt = corrected?.at ?? (textOf(content["ended_at"]) || momentAt(now));
  const answers = { situation: presetSituation(content), ...chosen, ...typed.pending };
  const ended = { ...content, ...answers, ended_at: endedAt };
  // A half typed end is none, and asked for again.
  const asked = { ...ended, ended_at: corrected ? corrected.at : endedAt };
  const faults = isTried ? faultsOf(kind, asked) : NONE;
  const keep = (field: Field, value: Json | null) => {
    if (field.type === "text") typed.answer(field, value);
    else choose((before) => ({ ...before, [field.name]: value }));
  };
  const save = async () => {
    tryIt(true);
    const [fault] = faultsOf(kind, asked).keys();
    if (fault !== undefined) return void revealField(fault);
    work(true);
    typed.flush();
    // Whose end nobody corrected, ends at this tap and not when the screen was opened.
    const at = corrected?.at ?? (wasClosed ? endedAt : momentAt(new Date()));
    const ending = { endedAt: at, isByHand: corrected?.at != null, answers };
    const isSaved = await deeds.save((held) => endingOf(kind, held, ending));
    work(false);
    if (!isSaved) return;
    navigator.vibrate?.(VIBRATE_MS);
    go(`/patrol/saved/${id}`, "replace");
  };
  const seat = seatOf(entry.shown.stream);
  const shared = { kind, seat, fields: kind.fields, content: ended, faults, onValue: keep };
  return (
    <div class="screen">
      <AppBar
        onBack={() => goBack(wasClosed ? "/" : "/patrol")}
        {...(wasClosed ? {} : { backWords: t("patrol.keep_going") })}
      />
      <main class="main-whole">
        <div class="main">
          <div class="stack">
            <h1 class="title">{t(wasClosed ? "patrol.correct_title" : "patrol.finish_title")}</h1>
            <p class="quiet">{t(wasClosed ? "patrol.correct_hint" : "patrol.finish_hint")}</p>
          </div>
          {(wasClosed || corrected) && (
            <EndTime
              kind={kind}
              value={corrected ? corrected.at : endedAt}
              fault={faults.get("ended_at")}
              onMoment={(at) => correct({ at })}
            />
          )}
          <Summary
            kind={kind}
            content={ended}
            seat={seat}
            progress={roundOf(entry, earlier)}
            deeds={deeds}
            onEditTime={() => correct({ at: endedAt })}
          />
          <PatrolFields {...shared} asked={fieldsOf(kind, ASKED)} shortMax={ASKED.length} />
          <PatrolFields {...shared} asked={fieldsOf(kind, LESS_NEEDED)} shortMax={0} />
          {faults.has("findings") && (
            <p class="fault" role="alert">
              {faults.get("findings")}
            </p>
          )}
          {deeds.hasUnsaved && <Unsaved onAgain={deeds.again} />}
        </div>
        <FootBar>
          <Button look="1" isHero icon="check" isBusy={isBusy} onPress={() => void save()}>
            {t("patrol.save")}
          </Button>
          <p class="hint foot-hint">{t("patrol.save_hint")}</p>
        </FootBar>
      </main>
    </div>
  );
}

interface EndTimeProps {
  kind: Kind;
  value: string | null;
  fault: string | undefined;
  onMoment: (at: string | null) => void;
}

function EndTime({ kind, value, fault, onMoment }: EndTimeProps) {
  const [field] = fieldsOf(kind, ["ended_at"]);
  if (!field) return null;
  return (
    <DateTimeField
      id="field-ended_at"
      label={tl(field.labels)}
      fault={fault}
      value={value}
      now={() => new Date()}
      onMoment={onMoment}
    />
  );
}

/** Only what this screen can mend: the rest is the record's own, and worth more than nothing. */
function faultsOf(kind: Kind, content: Content): ReadonlyMap<string, string> {
  const mended = new Set([...ASKED, "ended_at", "findings"]);
  return new Map([...findFaults(kind, content, {})].filter(([path]) => mended.has(path)));
}
