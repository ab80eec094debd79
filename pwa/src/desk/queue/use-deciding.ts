/** Deciding on a record: what was decided becomes an act when its time is over. */

import { useEffect } from "preact/hooks";
import { pending, readPending, sendAll, sendDue } from "../../review/decisions.ts";
import { useSession } from "../../session/session.ts";

/** Follow what can still be undone, while the desk is open. */
export function useSending(): void {
  const session = useSession();
  const next = pending.value.reduce(
    (soonest, { deadlineMs }) => Math.min(soonest, deadlineMs),
    Number.POSITIVE_INFINITY,
  );
  useEffect(() => {
    readPending(session)
      .then(() => sendDue(session))
      .catch(globalThis.reportError);
    // Whoever leaves the page has decided.
    const leave = (): void => void sendAll(session).catch(globalThis.reportError);
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [session]);
  useEffect(() => {
    if (next === Number.POSITIVE_INFINITY) return undefined;
    const send = (): void => void sendDue(session).catch(globalThis.reportError);
    const timer = setTimeout(send, Math.max(0, next - Date.now()) + 20);
    return () => clearTimeout(timer);
  }, [session, next]);
}
