/** How wide the desk's screen is: below 720 px it is laid out and sized as on a phone. */

import { signal } from "@preact/signals";

const WIDE = "(min-width: 720px)";

/** Whether list and record stand beside each other. */
export const isWide = signal(true);

/** Follow the window's width from now on; once, at the start. */
export function followWidth(view: Window): void {
  const wide = view.matchMedia(WIDE);
  const take = (): void => {
    isWide.value = wide.matches;
    view.document.documentElement.dataset["ui"] = wide.matches ? "desk" : "phone";
  };
  wide.addEventListener("change", take);
  take();
}
