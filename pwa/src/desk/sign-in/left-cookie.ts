/**
 * A sign-out without a network can't end the cookie, which no script can read or delete: it is
 * ended as soon as the sign-in screen is there with a network, at the latest before the next one.
 */

import { endCookie } from "../../session/sign-in.ts";

const NAME = "an-thon-cookie-left";

/** Note that a sign-out is under way. */
export function noteLeftCookie(): void {
  try {
    window.localStorage.setItem(NAME, "1");
  } catch {
    // A private window may refuse; the cookie goes with it.
  }
}

/** End what was left, where something was. */
export async function endLeftCookie(): Promise<void> {
  try {
    if (window.localStorage.getItem(NAME) === null) return;
    if (await endCookie()) window.localStorage.removeItem(NAME);
  } catch {
    // As above.
  }
}
