/**
 * The queue as a list; below it, apart, the patrols that are out tonight. Where something is looked
 * for, what is found in the rest of the book stands there instead.
 */

import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import { pending } from "../../review/decisions.ts";
import type { HeldCase } from "../../review/held.ts";
import type { Case } from "../../review/queue.ts";
import { isUnderWay } from "../../review/waits.ts";
import { useSession } from "../../session/session.ts";
import { chipOf } from "../../session/standing.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { STATES } from "../../ui/states.ts";
import { HeldList } from "../held/held-list.tsx";
import { CaseRow, hrefOf, RecordRow } from "./case-row.tsx";
import { query } from "./view.ts";

/** Rows drawn at first: a thousand lines are nobody's evening. */
const ROWS = 60;
/** Of the rest of the book, which is drawn at each key. */
const REST_ROWS = 30;

interface CaseListProps {
  cases: readonly Case[];
  /** What does not wait and was found. */
  rest: readonly Entry[];
  isSearched: boolean;
  /** More may be found. */
  isLooking: boolean;
  /** From the search into what it found. */
  onGoIn: () => void;
  /** How many wait, whatever is wanted of them. */
  total: number;
  open: readonly Entry[];
  held: readonly HeldCase[];
  selectedId: string | null;
  /** Which of what is listed that is, the rest of the book included; -1: none. */
  selectedAt: number;
}

export function CaseList(props: CaseListProps) {
  const { cases, rest, isSearched, isLooking, total, open, held, selectedId, selectedAt } = props;
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    frame.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  return (
    <div class="case-list" ref={frame}>
      <Search onGoIn={props.onGoIn} />
      {cases.length === 0 && !isLooking && <Nothing isFiltered={total > 0} />}
      <Rows
        all={cases}
        idOf={({ entry }) => entry.shown.id}
        step={ROWS}
        selectedAt={selectedAt}
        draw={(one, isSelected) => <CaseRow one={one} isSelected={isSelected} />}
      />
      {isSearched && (
        <Rest rest={rest} isLooking={isLooking} selectedAt={selectedAt - cases.length} />
      )}
      {!isSearched && held.length > 0 && <HeldList held={held} selectedId={selectedId} />}
      {!isSearched && open.length > 0 && <OpenPatrols open={open} selectedId={selectedId} />}
    </div>
  );
}

interface RowsProps<T> {
  all: readonly T[];
  idOf: (one: T) => string;
  /** How many at first, and how many more a press shows. */
  step: number;
  selectedAt: number;
  draw: (one: T, isSelected: boolean) => ComponentChild;
}

/** The first of them, as far as the chosen one at least, and a button for more. */
function Rows<T>({ all, idOf, step, selectedAt, draw }: RowsProps<T>) {
  const [limit, show] = useState(step);
  const isHere = selectedAt < all.length;
  const drawn = all.slice(0, Math.max(limit, isHere ? selectedAt + 1 : 0));
  return (
    <>
      <ul>
        {drawn.map((one, place) => (
          <li key={idOf(one)}>{draw(one, place === selectedAt)}</li>
        ))}
      </ul>
      {drawn.length < all.length && (
        <Button look="3" isFull onPress={() => show(limit + step)}>
          {t("book.more")}
        </Button>
      )}
    </>
  );
}

/** The keys that end typing: one gives it up, the others go to what was found. */
const LEAVES = new Set(["Escape", "Enter", "ArrowDown"]);

function Search({ onGoIn }: Pick<CaseListProps, "onGoIn">) {
  return (
    <search class="case-search">
      <Icon name="search" size="small" />
      <input
        id="desk-search"
        type="search"
        aria-label={t("desk.search")}
        placeholder={t("desk.search")}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.isComposing || !LEAVES.has(event.key)) return;
          event.preventDefault();
          if (event.key === "Escape") query.value = "";
          event.currentTarget.blur();
          if (event.key !== "Escape") onGoIn();
        }}
      />
    </search>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p class="case-nothing" role="status">
      {isFiltered ? t("desk.none_such") : t("desk.none")}
    </p>
  );
}

/** Found among what does not wait, and where each of it stands. */
function Rest(props: Pick<CaseListProps, "rest" | "isLooking" | "selectedAt">) {
  const { rest, isLooking, selectedAt } = props;
  const session = useSession();
  return (
    <section class="case-open">
      <h2 class="case-heading">
        <span role="status">
          {isLooking ? t("desk.rest_looking") : t("desk.rest", { count: sayNumber(rest.length) })}
        </span>
      </h2>
      <Rows
        all={rest}
        idOf={({ shown }) => shown.id}
        step={REST_ROWS}
        selectedAt={selectedAt}
        draw={(entry, isSelected) => (
          <RecordRow
            href={hrefOf(entry)}
            kind={kindOf(session, entry.shown.kind)}
            shown={entry.shown}
            isSelected={isSelected}
            mark={standingOf(entry)}
          />
        )}
      />
    </section>
  );
}

function standingOf(entry: Entry): string {
  const isJust = pending.value.some(({ recordId }) => recordId === entry.shown.id);
  if (isJust) return t("desk.just_decided");
  if (isUnderWay(entry)) return t("desk.under_way");
  const state = chipOf(entry);
  return state === null ? "" : t(STATES[state].words);
}

function OpenPatrols({ open, selectedId }: Pick<CaseListProps, "open" | "selectedId">) {
  const session = useSession();
  return (
    <section class="case-open">
      <h2 class="case-heading">{t("desk.open_now", { count: sayNumber(open.length) })}</h2>
      <ul>
        {open.map((entry) => (
          <li key={entry.shown.id}>
            <RecordRow
              href={hrefOf(entry)}
              kind={kindOf(session, entry.shown.kind)}
              shown={entry.shown}
              isSelected={entry.shown.id === selectedId}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
