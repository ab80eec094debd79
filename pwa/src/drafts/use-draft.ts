/** A draft on the screen: read once, then held here, and every change of it kept on the disk. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Place } from "../forms/place.ts";
import type { Content } from "../kinds/kind.ts";
import { type FormDraft, keepDraftAgain, readDraft } from "../session/drafts.ts";
import type { Session } from "../session/session.ts";
import { type Clock, readTrueClock } from "../session/true-clock.ts";
import { DraftKeeper, type Keeping } from "./draft-keeper.ts";

/** A draft as it was kept, and the clock by which it is filled in. */
export interface Found {
  readonly draft: FormDraft | null;
  readonly now: Clock;
}

/** undefined: not read yet. */
export function useFoundDraft(session: Session, id: string): Found | undefined {
  const [found, show] = useState<Found>();
  useEffect(() => {
    Promise.all([readDraft(session.disk, id), readTrueClock(session)]).then(
      ([draft, now]) => show({ draft, now }),
      globalThis.reportError,
    );
  }, [session.disk, id]);
  return found;
}

export interface KeptDraft {
  readonly draft: FormDraft;
  readonly keeping: Keeping;
  /** Why the last write failed. */
  readonly error: unknown;
  readonly change: (content: Content, path: string) => void;
  readonly move: (place: Place) => void;
  /** Resolves when the newest was written, or could not be. */
  readonly flush: () => Promise<void>;
}

export function useKeptDraft({ disk }: Session, found: FormDraft): KeptDraft {
  const [draft, show] = useState(found);
  const [step, tell] = useState<{ keeping: Keeping; error: unknown }>({
    keeping: "kept",
    error: null,
  });
  const newest = useRef(found);
  const keeper = useRef<DraftKeeper | null>(null);
  keeper.current ??= new DraftKeeper((one) => keepDraftAgain(disk, one));
  keeper.current.onStep = (keeping, error) => tell({ keeping, error });

  const put = useCallback((next: FormDraft) => {
    newest.current = next;
    show(next);
    keeper.current?.put(next);
  }, []);
  const flush = useCallback(async () => keeper.current?.flush(), []);
  useEffect(() => flushWhenLeft(flush), [flush]);
  const change = useCallback(
    (content: Content, field: string) =>
      put({ ...newest.current, content, field, savedAt: new Date().toISOString() }),
    [put],
  );
  const move = useCallback(
    (place: Place) => {
      put({ ...newest.current, place });
      void flush();
    },
    [put, flush],
  );
  return { draft, ...step, change, move, flush };
}

/** A phone call, another app, the power button: the page may never come back from any of them. */
function flushWhenLeft(flush: () => Promise<void>): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const leave = () => void flush();
  document.addEventListener("visibilitychange", leave, { signal });
  document.addEventListener("focusout", leave, { signal });
  window.addEventListener("pagehide", leave, { signal });
  return () => {
    ends.abort();
    void flush();
  };
}
