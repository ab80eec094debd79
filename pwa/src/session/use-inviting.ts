/** Asking for somebody's invitation: busy meanwhile, then the code, or in words why there is none. */

import { useState } from "preact/hooks";
import { type PlainKey, t } from "../i18n/t.ts";
import "../i18n/invite.ts";
import { askToInvite, type Invited, type NotInvited } from "./invite.ts";
import { useSession } from "./session.ts";

export interface Inviting {
  /** The last one that was made. */
  readonly invited: Invited | null;
  /** Why the last asking brought none. */
  readonly fault: NotInvited | null;
  readonly isBusy: boolean;
  readonly ask: () => void;
}

export function useInviting(memberId: string): Inviting {
  const { account, phone } = useSession();
  const [invited, show] = useState<Invited | null>(null);
  const [fault, tell] = useState<NotInvited | null>(null);
  const [isBusy, work] = useState(false);
  const ask = async (): Promise<void> => {
    work(true);
    const asker = { communeId: account.communeId, token: phone.owner.token };
    const answer = await askToInvite((url, how) => globalThis.fetch(url, how), asker, memberId);
    if (typeof answer !== "string") show(answer);
    tell(typeof answer === "string" ? answer : null);
    work(false);
  };
  return { invited, fault, isBusy, ask: () => void ask() };
}

/** `notYours`: a leader is told another reason than an officer. */
export function sayNotInvited(fault: NotInvited, notYours: PlainKey): string {
  if (fault === "not_yours") return t(notYours);
  return t(fault === "offline" ? "invite.offline" : "invite.fault");
}

/** "123 456". */
export function spellCode({ code }: Invited): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
