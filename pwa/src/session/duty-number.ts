/**
 * The duty officer's number stays on a phone that has ever learnt it, also when nobody is signed in
 * and when the book can't be opened: it is no secret, and a call must not wait for a sign-in.
 */

import { computed, effect, signal } from "@preact/signals";
import { dutyNumber } from "./directory.ts";

const NAME = "an-thon-duty";

const kept = signal<string | null>(null);

/** The number as this phone learnt it last; null: never. */
export const lastDutyNumber = computed(() => dutyNumber.value ?? kept.value);

/** Read what was kept, and keep what is learnt from now on; once, at the start. */
export function followDutyNumber(view: Window): void {
  kept.value = read(view);
  effect(() => {
    if (dutyNumber.value !== null) write(view, dutyNumber.value);
  });
}

function read(view: Window): string | null {
  try {
    return view.localStorage.getItem(NAME);
  } catch {
    return null; // a private window may refuse; 113 to 115 are there all the same
  }
}

function write(view: Window, number: string): void {
  kept.value = number;
  try {
    view.localStorage.setItem(NAME, number);
  } catch {
    // It is then known as long as the page lasts.
  }
}
