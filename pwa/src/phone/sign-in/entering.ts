/** One try to be let in: what is asked, what was answered, and which commune to open. */

import { useState } from "preact/hooks";
import { linkSecret } from "../../session/invitation-link.ts";
import { opened } from "../../session/session.ts";
import { begin, type Entry, enter } from "../../session/sign-in.ts";
import type { Commune, Invitation, Refused } from "../../session/sign-in-door.ts";
import { go, route } from "../../ui/route.ts";

export type Tried =
  | { readonly now: "idle" }
  | { readonly now: "asking" }
  | { readonly now: "refused"; readonly refused: Refused }
  | { readonly now: "choosing"; readonly entry: Entry };

export interface Entering {
  readonly tried: Tried;
  ask(invitation: Invitation): void;
  choose(entry: Entry, commune: Commune): void;
  /** Forget the last answer: something else is being typed. */
  clear(): void;
}

export function useEntering(): Entering {
  const [tried, show] = useState<Tried>({ now: "idle" });
  const choose = (entry: Entry, commune: Commune) => {
    show({ now: "asking" });
    open(entry, commune).catch(fail);
  };
  const ask = async (invitation: Invitation) => {
    show({ now: "asking" });
    const answer = await enter(invitation);
    if ("why" in answer) return show({ now: "refused", refused: answer });
    const [commune, another] = answer.communes;
    if (!commune) return show({ now: "refused", refused: { why: "wrong" } });
    if (another) return show({ now: "choosing", entry: answer });
    return choose(answer, commune);
  };
  return {
    tried,
    ask: (invitation) => void ask(invitation).catch(fail),
    choose,
    clear: () => show({ now: "idle" }),
  };
}

async function open(entry: Entry, commune: Commune): Promise<void> {
  await begin(entry, commune);
  linkSecret.value = null;
  if (route.value.parts[0] === "sign-in") go("/", "replace");
}

/** The phone's own store refused: nothing here can go on without it. */
function fail(error: unknown): void {
  globalThis.reportError(error);
  opened.value = { now: "failed", error };
}
