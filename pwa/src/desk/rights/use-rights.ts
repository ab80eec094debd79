/** The rights while the screen is open: asked for at its start, and again when told. */

import { useEffect, useState } from "preact/hooks";
import { useSession } from "../../session/session.ts";
import { askForRights, askToConfirm, type NoRights, type Rights } from "./rights.ts";

export interface KnownRights {
  /** Null before the first answer. */
  readonly known: Rights | null;
  /** Why the latest question got no answer. */
  readonly refusal: NoRights | null;
  readonly again: () => void;
  /** Confirm them; null: done, and what waited goes out. */
  readonly confirm: () => Promise<NoRights | null>;
}

const browserFetch = (url: string, parts?: RequestInit) => globalThis.fetch(url, parts);

export function useRights(): KnownRights {
  const { account, phone, engine } = useSession();
  const { communeId } = account;
  const { token } = phone.owner;
  const [tries, again] = useState(0);
  const [{ known, refusal }, keep] = useState<Pick<KnownRights, "known" | "refusal">>({
    known: null,
    refusal: null,
  });
  useEffect(() => {
    let isLeft = false;
    askForRights(browserFetch, { communeId, token }).then((answer) => {
      if (isLeft) return;
      const isRefused = typeof answer === "string";
      keep((before) => ({
        known: isRefused ? before.known : answer,
        refusal: isRefused ? answer : null,
      }));
    }, globalThis.reportError);
    return () => {
      isLeft = true;
    };
  }, [tries, communeId, token]);
  const confirm = async (): Promise<NoRights | null> => {
    const refused = await askToConfirm(browserFetch, { communeId, token });
    if (refused !== null) return refused;
    again((count) => count + 1);
    void engine.wake("tap");
    return null;
  };
  return { known, refusal, again: () => again((count) => count + 1), confirm };
}
