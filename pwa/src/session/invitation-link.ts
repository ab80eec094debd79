/**
 * The link of an invitation's QR. Its secret leaves the address before anything is drawn, so that
 * no history, screenshot or shared address holds it; it stays here until it was used or given up.
 */

import { signal } from "@preact/signals";
import { go } from "../ui/route.ts";
import { secretIn } from "./sign-in-door.ts";

export const linkSecret = signal<string | null>(null);

/** Take the secret out of the address, now and when another link is opened; before followRoute. */
export function followInvitations(view: Window): void {
  take(view);
  view.addEventListener("hashchange", () => {
    if (take(view)) go("/", "replace");
  });
}

function take(view: Window): boolean {
  const secret = secretIn(view.location.hash);
  if (secret === null) return false;
  view.history.replaceState(view.history.state, "", "/");
  linkSecret.value = secret;
  return true;
}
