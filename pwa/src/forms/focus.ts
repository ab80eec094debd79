/** Bringing a question, or the title of a new page, before the person and the screen reader. */

import { useEffect, useRef } from "preact/hooks";
import { elementIdOf } from "./tools.ts";

const CONTROLS = "input:not(:disabled), textarea, button:not(:disabled)";

/** Focus the field at this path; false where the page does not hold it. */
export function revealField(path: string): boolean {
  const element = document.getElementById(elementIdOf(path));
  if (!element) return false;
  element.closest("details")?.setAttribute("open", "");
  const control = element.matches(CONTROLS) ? element : element.querySelector(CONTROLS);
  if (control instanceof HTMLElement) control.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
  return true;
}

/** Whether the person has begun at some question: taken from it, what is typed meanwhile is lost. */
export function isAnswering(): boolean {
  return document.activeElement?.matches("input, textarea") ?? false;
}

/** Begin each new page at its top, with the focus on its title; not the first one. */
export function useFreshPage(page: string): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [page]);
}
