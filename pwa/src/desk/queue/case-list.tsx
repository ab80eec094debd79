/** The queue as a list; below it, apart, the patrols that are out tonight. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import type { HeldCase } from "../../review/held.ts";
import type { Case } from "../../review/queue.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { HeldList } from "../held/held-list.tsx";
import { CaseRow, hrefOf, RecordRow } from "./case-row.tsx";
import { query } from "./view.ts";

/** Rows drawn at first: a thousand lines are nobody's evening. */
const ROWS = 60;

interface CaseListProps {
  cases: readonly Case[];
  /** How many wait, whatever is wanted of them. */
  total: number;
  open: readonly Entry[];
  held: readonly HeldCase[];
  selectedId: string | null;
}

export function CaseList({ cases, total, open, held, selectedId }: CaseListProps) {
  const [limit, show] = useState(ROWS);
  const selectedAt = cases.findIndex(({ entry }) => entry.shown.id === selectedId);
  const drawn = cases.slice(0, Math.max(limit, selectedAt + 1));
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    frame.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  return (
    <div class="case-list" ref={frame}>
      <Search />
      {cases.length === 0 && <Nothing isFiltered={total > 0} />}
      <ul>
        {drawn.map((one) => (
          <li key={one.entry.shown.id}>
            <CaseRow one={one} isSelected={one.entry.shown.id === selectedId} />
          </li>
        ))}
      </ul>
      {drawn.length < cases.length && (
        <Button look="3" isFull onPress={() => show(limit + ROWS)}>
          {t("book.more")}
        </Button>
      )}
      {held.length > 0 && <HeldList held={held} selectedId={selectedId} />}
      {open.length > 0 && <OpenPatrols open={open} selectedId={selectedId} />}
    </div>
  );
}

function Search() {
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
          if (event.key !== "Escape") return;
          query.value = "";
          event.currentTarget.blur();
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
