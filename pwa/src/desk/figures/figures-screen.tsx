/** What was done in a period, per village and per group, counted on this computer. */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Figures } from "../../figures/figures.ts";
import type { Period } from "../../figures/period.ts";
import { sayNumber, sayWhen } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf } from "../../lib/dates.ts";
import { followDecisions } from "../../review/follow.ts";
import { queueNow, readDesk } from "../../review/queue.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { trueNow, useSyncBook } from "../../session/sync-standing.ts";
import { Loading } from "../../ui/loading.tsx";
import { go, route } from "../../ui/route.ts";
import { Band, type Segment } from "../../ui/segmented.tsx";
import { Shell } from "../shell.tsx";
import { isWide } from "../width.ts";
import { Cards, WideTable } from "./figure-table.tsx";
import { DayChoice, PeriodBar } from "./period-bar.tsx";
import { periodAsked } from "./range.ts";
import { countKind, type FigureRows, isRead, kindsShown, readRows, tableNow } from "./rows.ts";
import { sayPeriod } from "./say.ts";
import type { Level } from "./table.ts";

export function FiguresScreen() {
  const session = useSession();
  // What was decided in the queue a moment ago goes out from here too.
  useEffect(() => followDecisions(session), [session]);
  const queue = useLive(() => readDesk(session), [session]);
  const live = useLive(() => readRows(session), [session]);
  return (
    <Shell count={queue.value ? queueNow(queue.value).length : 0} hasTabs>
      {live.value ? <Counted found={live.value} /> : <Loading onRetry={live.again} />}
    </Shell>
  );
}

/** What of the figures is looked at; all of it stands in the address. */
interface View {
  readonly period: Period;
  readonly kind: Kind;
  readonly level: Level;
}

function Counted({ found }: { found: FigureRows }) {
  const session = useSession();
  const [isChoosing, choose] = useState(false);
  const { query } = route.value;
  const today = dayOf(trueNow(found, new Date()));
  const kinds = kindsShown(session);
  const kind = kinds.find(({ id }) => id === query.get("kind")) ?? kinds[0];
  const period = periodAsked(query, today);
  const { from, to } = period;
  const figures = useMemo(
    () => kind && countKind(kind, found, { from, to }),
    [kind, found, from, to],
  );
  if (!kind || !figures) return null;

  const view: View = { period, kind, level: query.get("by") === "group" ? "group" : "area" };
  // A narrow screen has no room for both.
  const isShown = isWide.value || !isChoosing;
  const change = (part: Partial<View>): void => go(hrefOf({ ...view, ...part }), "replace");
  return (
    <>
      <header class="queue-head">
        <h1 class="queue-title">
          {t("figures.title")} <small>{sayPeriod(period, today)}</small>
        </h1>
        <PeriodBar
          period={period}
          today={today}
          hrefOf={(next) => hrefOf({ ...view, period: next })}
          isChoosing={isChoosing}
          onChoosing={() => choose(!isChoosing)}
        />
      </header>
      {isChoosing && (
        <DayChoice
          key={`${from} ${to}`}
          period={period}
          today={today}
          onPeriod={(next) => {
            go(hrefOf({ ...view, period: next }));
            choose(false);
          }}
        />
      )}
      {isShown && <Choices kinds={kinds} view={view} onChange={change} />}
      {isShown && <Figured view={view} figures={figures} caption={captionOf(view, today)} />}
      <Footing figures={figures} />
    </>
  );
}

interface ChoicesProps {
  kinds: readonly Kind[];
  view: View;
  onChange: (part: Partial<View>) => void;
}

function Choices({ kinds, view, onChange }: ChoicesProps) {
  const { kind, level } = view;
  return (
    <div class="figures-bar">
      <Choice
        name="figures-kind"
        label={t("figures.which_kind")}
        segments={kinds.map(({ id, labels }) => ({ code: id, label: tl(labels) }))}
        value={kind.id}
        onChoose={(id) => onChange({ kind: kinds.find((one) => one.id === id) ?? kind })}
      />
      <Choice
        name="figures-level"
        label={t("figures.which_level")}
        segments={[
          { code: "area", label: t("figures.by_area") },
          { code: "group", label: t("figures.by_group") },
        ]}
        value={level}
        onChoose={(code) => onChange({ level: code as Level })}
      />
    </div>
  );
}

function Figured({ view, figures, caption }: { view: View; figures: Figures; caption: string }) {
  const { kind, level } = view;
  if (!isRead(kind)) return <p class="figures-none">{t("figures.not_read")}</p>;
  const table = tableNow(kind, figures, level);
  const Shape = isWide.value ? WideTable : Cards;
  return <Shape table={table} level={level} caption={caption} />;
}

/** What is not in the figures, and how old they are. */
function Footing({ figures: { open, outlines } }: { figures: Figures }) {
  const book = useSyncBook(useSession());
  return (
    <footer class="figures-foot">
      {open > 0 && <p>{t("figures.open", { count: sayNumber(open) })}</p>}
      {outlines > 0 && <p>{t("figures.outlines", { count: sayNumber(outlines) })}</p>}
      {book && book.lastExchangeAt !== null && (
        <p>
          {t("figures.fresh", { when: sayWhen(book.lastExchangeAt, trueNow(book, new Date())) })}
        </p>
      )}
    </footer>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  segments: readonly Segment[];
  value: string;
  onChoose: (code: string) => void;
}

function Choice({ label, ...band }: ChoiceProps) {
  return (
    <fieldset class="figures-choice">
      <legend class="unseen">{label}</legend>
      <Band {...band} />
    </fieldset>
  );
}

function hrefOf({ period: { from, to }, kind, level }: View): string {
  const query = new URLSearchParams({ from, to, kind: kind.id, by: level });
  return `/desk/figures?${query}`;
}

function captionOf({ kind, period }: View, today: string): string {
  return t("figures.caption", { kind: tl(kind.labels), period: sayPeriod(period, today) });
}
