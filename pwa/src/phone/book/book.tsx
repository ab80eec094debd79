/** The group's book: what needs an answer, what has not gone through, then day by day. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Speaker } from "../../forms/say-value.ts";
import { sayDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { addDays, type Day } from "../../lib/dates.ts";
import { findable } from "../../lib/search.ts";
import { textOf } from "../../records/describe.ts";
import { bookKinds, kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { readDrafts } from "../../session/drafts.ts";
import { useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { listEntries } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { restoreScroll, route } from "../../ui/route.ts";
import { List } from "../../ui/row.tsx";
import { PhoneTabs } from "../phone-tabs.tsx";
import { BookFilter, wantedAt } from "./book-filter.tsx";
import { BookRow } from "./book-row.tsx";
import { Opening } from "./opening.tsx";
import {
  countAsked,
  countUnsent,
  type Item,
  itemOf,
  itemOfDraft,
  type Part,
  type Section,
  sort,
  underHeadings,
} from "./shelf.ts";

const AT_A_TIME = 50;
const AT_FIRST = 8; // what a screen shows: a slow phone paints these before it draws the rest

export function Book() {
  const session = useSession();
  const live = useLive(() => readItems(session), [session]);
  const items = live.value;
  return (
    <div class="screen">
      <main class="main book">
        <BookFilter
          kinds={bookKinds(session)}
          asked={countAsked(items ?? [])}
          unsent={countUnsent(items ?? [])}
        />
        {items ? <Shelf items={items} session={session} /> : <Opening live={live} />}
      </main>
      <PhoneTabs current="book" asked={countAsked(items ?? [])} />
    </div>
  );
}

async function readItems(session: Session): Promise<Item[]> {
  const { disk, catalog } = session;
  const kinds = bookKinds(session).map(({ id }) => id);
  const [entries, drafts] = await Promise.all([
    listEntries(disk, { kinds, itemKeysOf: catalog.itemKeysOf }),
    readDrafts(disk),
  ]);
  return [
    ...entries.map((entry) => itemOf(entry, kindOf(session, entry.shown.kind))),
    ...drafts.map((draft) => itemOfDraft(draft, kindOf(session, draft.kind))),
  ];
}

function Shelf({ items, session }: { items: readonly Item[]; session: Session }) {
  const speaker = speakerNow();
  const wanted = wantedAt(route.value);
  const findable = useFindable(items, speaker);
  const [count, showMore] = useRowCount();
  if (items.length === 0) return <EmptyBook />;
  const found = sort(items, wanted, findable);
  const isAll = wanted.show === "all" && wanted.kind === null && wanted.query.trim() === "";
  return (
    <>
      {!isAll && (
        <p class="quiet" role="status">
          {found.length === 0 ? t("book.none_here") : t("book.found", { count: found.length })}
        </p>
      )}
      {underHeadings(found.slice(0, count)).map((section) => (
        <ShelfSection
          key={JSON.stringify(section.part)}
          section={section}
          speaker={speaker}
          session={session}
        />
      ))}
      {found.length > count && (
        <Button look="2" isFull icon="chevron-down" onPress={showMore}>
          {t("book.more")}
        </Button>
      )}
    </>
  );
}

interface ShelfSectionProps {
  section: Section;
  speaker: Speaker;
  session: Session;
}

function ShelfSection({ section: { part, items }, speaker, session }: ShelfSectionProps) {
  const heading = headingOf(part, speaker.today);
  return (
    <section class="stack">
      <h2 class="book-heading">{heading}</h2>
      <List label={heading}>
        {items.map((item) => (
          <BookRow
            key={item.id}
            item={item}
            speaker={speaker}
            withDay={typeof part === "string"}
            {...writerOf(item, session)}
          />
        ))}
      </List>
    </section>
  );
}

/** Whose it is matters where it is not the reader's own. */
function writerOf({ person }: Item, session: Session): { writer?: string } {
  if (person === null || person === session.account.person) return {};
  return { writer: nameOfPerson(person, session) };
}

function headingOf(part: Part, today: Day): string {
  if (part === "asked") return t("book.to_answer");
  if (part === "siblings") return t("book.to_choose");
  if (part === "draft") return t("state.draft");
  if (part === "unsent") return t("book.unfinished");
  if (part.day === "") return t("book.undated");
  if (part.day === today) return t("day.today");
  if (part.day === addDays(today, -1)) return t("day.yesterday");
  return sayDay(part.day, today);
}

function EmptyBook() {
  return (
    <EmptyState icon="notebook-pen" words={t("book.empty")} title={t("book.empty_title")}>
      <Button look="1" isHero icon="footprints" href="/patrol/start">
        {t("today.start_patrol")}
      </Button>
    </EmptyState>
  );
}

/** All by which an item can be found, worked out when somebody first searches. */
function useFindable(items: readonly Item[], speaker: Speaker): (item: Item) => string {
  const known = useMemo(() => new Map<Item, string>(), [items]);
  return (item) => {
    const words = known.get(item) ?? findable(textOf(item.kind, item.described, speaker));
    known.set(item, words);
    return words;
  };
}

/** How many lines are drawn; the history's entry keeps it for the way back. */
function useRowCount(): [number, () => void] {
  const kept = useRef((window.history.state as { rows?: number } | null)?.rows ?? AT_A_TIME);
  const [count, show] = useState(AT_FIRST);
  useEffect(() => {
    if (count === AT_FIRST) afterPaint(() => show(kept.current));
    else if (count === kept.current) restoreScroll();
  }, [count]);
  const more = (): void => {
    const rows = count + AT_A_TIME;
    window.history.replaceState({ ...window.history.state, rows }, "");
    show(rows);
  };
  return [count, more];
}

function afterPaint(work: () => void): void {
  window.requestAnimationFrame(() => window.setTimeout(work));
}
