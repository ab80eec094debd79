/** Saving a draft by one press: busy meanwhile, and what failed can be tried again. */

import { useRef, useState } from "preact/hooks";
import type { Content, Kind } from "../kinds/kind.ts";
import type { Session } from "../session/session.ts";
import { saveDraft } from "./save-draft.ts";
import type { KeptDraft } from "./use-draft.ts";

export interface SavingDraft {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly save: (content: Content) => Promise<void>;
  /** Try again what failed. */
  readonly again: () => void;
}

/** `onSaved` is told whether there was anything to save. */
export function useSavingDraft(
  session: Session,
  kind: Kind,
  { draft, flush }: KeptDraft,
  onSaved: (isSaved: boolean) => void,
): SavingDraft {
  const [isBusy, work] = useState(false);
  const [error, tell] = useState<unknown>(null);
  const last = useRef<Content>({});

  const save = async (content: Content) => {
    last.current = content;
    work(true);
    try {
      await flush();
      onSaved(await saveDraft(session, kind, draft, content));
    } catch (fault) {
      tell(fault);
      work(false);
    }
  };
  return { isBusy, error, save, again: () => void save(last.current) };
}
