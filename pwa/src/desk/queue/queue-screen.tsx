/** The queue: the list, the record that is open, and what is decided about it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { decide, fellBack, undo, undoLast } from "../../review/decisions.ts";
import { followDecisions } from "../../review/follow.ts";
import { isPlain, queueNow, readDesk } from "../../review/queue.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loading } from "../../ui/loading.tsx";
import { go, goBack, route } from "../../ui/route.ts";
import { KeyCap } from "../key-cap.tsx";
import { hasKeys, useKeys } from "../keys.ts";
import { AskDialog } from "../record/ask-dialog.tsx";
import { UndoLine } from "../record/decision-bar.tsx";
import { Shell } from "../shell.tsx";
import { isWide } from "../width.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { CaseList } from "./case-list.tsx";
import { Filters } from "./filters.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { goInto, OpenHeld, OpenRecord, obstacleOf } from "./open-pane.tsx";
import { listedOf, query, usePrepared } from "./view.ts";

type Dialog = "none" | "ask" | "keys" | "bulk";

export function QueueScreen() {
  const session = useSession();
  const [dialog, open] = useState<Dialog>("none");
  const [isBusy, work] = useState(false);
  useEffect(() => followDecisions(session), [session]);
  const live = useLive(() => readDesk(session), [session]);
  const book = live.value;
  const queue = book ? queueNow(book) : [];
  const { cases, rest, isLooking } = listedOf(queue, book);
  const listed = [...cases.map(({ entry }) => entry), ...rest];
  usePrepared(book);
  const plain = cases.filter(isPlain);
  const [, room, asked = null] = route.value.parts;
  const id = asked ?? (isWide.value ? (cases[0]?.entry.shown.id ?? null) : null);
  const one = queue.find(({ entry }) => entry.shown.id === id) ?? null;
  const at = usePlace(listed, id);
  const isListed = id !== null && listed[at]?.shown.id === id;

  const show = (next: string | undefined): void => {
    if (next !== undefined) go(`/desk/record/${next}`, asked || isWide.value ? "replace" : "push");
    else go("/desk", "replace");
  };
  const idAt = (place: number): string | undefined => cases[place]?.entry.shown.id;
  const step = (by: number): void => {
    const next = isListed ? Math.min(Math.max(at + by, 0), listed.length - 1) : at;
    if (listed[next]) show(listed[next].shown.id);
  };
  const goIn = (): void => {
    if (isListed) goInto(id);
    else show(listed[0]?.shown.id);
  };
  const run = (deed: () => Promise<void>): void => {
    if (isBusy) return;
    work(true);
    deed()
      .catch(globalThis.reportError)
      .finally(() => work(false));
  };
  const accept = (): void => {
    if (!one || obstacleOf(one) !== null) return;
    run(async () => {
      const next = idAt(at + 1) ?? idAt(at - 1);
      await decide(session, [one], { decision: "accepted" });
      show(next);
    });
  };
  const ask = async (question: string, field: string): Promise<void> => {
    if (!one) return;
    const about = field === "" ? {} : { field };
    await decide(session, [one], { decision: "returned", question, ...about });
    if (asked === null) show(one.entry.shown.id); // it stays open; the officer goes on when ready
    open("none");
  };
  const back = (): void =>
    run(async () => {
      const [first] = await undoLast(session);
      if (first !== undefined) show(first);
    });
  const bulk = async (): Promise<void> => {
    await decide(session, plain, { decision: "accepted" });
    open("none");
    show(undefined);
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => goInto(id),
    c: accept,
    h: () => one && obstacleOf(one) === null && open("ask"),
    u: back,
    "/": () => document.getElementById("desk-search")?.focus(),
    "?": () => open("keys"),
    Escape: () => !isWide.value && asked !== null && goBack("/desk"),
  };
  useKeys(dialog === "none" ? keys : {}); // a fast hand types on before the dialog stands

  const hasList = isWide.value || asked === null;
  return (
    <Shell count={queue.length} hasTabs={hasList}>
      {hasList && (
        <header class="queue-head">
          <h1 class="queue-title">
            {t("desk.queue")} <small>{t("desk.waiting", { count: sayNumber(queue.length) })}</small>
          </h1>
          <div class="queue-tools">
            {plain.length > 1 && (
              <Button look="2" icon="check" onPress={() => open("bulk")}>
                {t("desk.bulk", { count: plain.length })}
              </Button>
            )}
            <Filters />
            {isWide.value && (
              <Button look="2" onPress={() => open("keys")}>
                {t("desk.keys")} {hasKeys.value && <KeyCap>?</KeyCap>}
              </Button>
            )}
          </div>
        </header>
      )}
      <FellBack onSee={show} />
      <div class="queue-columns">
        {!book && <Loading onRetry={live.again} />}
        {book && hasList && (
          <CaseList
            cases={cases}
            rest={rest}
            isSearched={query.value.trim() !== ""}
            isLooking={isLooking}
            onGoIn={goIn}
            total={queue.length}
            open={book.open}
            held={book.held}
            selectedId={id}
            selectedAt={isListed ? at : -1}
          />
        )}
        {book && room === "held" && (
          <OpenHeld one={book.held.find(({ entry }) => entry.shown.id === id)} />
        )}
        {book && room !== "held" && (isWide.value || asked !== null) && (
          <OpenRecord
            id={id}
            one={one}
            place={one ? `${at + 1}/${cases.length}` : ""}
            isBusy={isBusy}
            onAccept={accept}
            onAsk={() => open("ask")}
            onUndoLast={back}
            onUndo={(recordId) => run(async () => void (await undo(session, [recordId])))}
            onNext={idAt(one ? at + 1 : at) === undefined ? null : () => step(one ? 1 : 0)}
          />
        )}
      </div>
      {!isWide.value && hasList && <UndoLine onUndo={back} />}
      {dialog === "ask" && one && <AskDialog one={one} onAsk={ask} onClose={() => open("none")} />}
      {dialog === "keys" && <KeysDialog onClose={() => open("none")} />}
      {dialog === "bulk" && (
        <BulkDialog cases={plain} onAccept={bulk} onClose={() => open("none")} />
      )}
    </Shell>
  );
}

/** Where in the list the open record stands; once decided, where it stood. */
function usePlace(listed: readonly Entry[], id: string | null): number {
  const last = useRef(0);
  const found = listed.findIndex(({ shown }) => shown.id === id);
  if (found >= 0) last.current = found;
  return found >= 0 ? found : Math.min(last.current, Math.max(0, listed.length - 1));
}

/** Decided, and meanwhile changed by somebody else: it waits again, and that is said. */
function FellBack({ onSee }: { onSee: (id: string) => void }) {
  const [first] = fellBack.value;
  if (first === undefined) return null;
  return (
    <div class="desk-strip tone-wait" role="status">
      <Icon name="triangle-alert" />
      <span class="grow">{t("desk.fell_back", { count: fellBack.value.length })}</span>
      <Button
        look="2"
        onPress={() => {
          fellBack.value = [];
          onSee(first);
        }}
      >
        {t("desk.fell_back_see")}
      </Button>
    </div>
  );
}
