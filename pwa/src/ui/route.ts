/**
 * Where in the app the person is: the address, so that Back, a reload and a link lead to the same.
 *
 * Screens link with plain `<a href="/book">`; a tap on one changes the screen without a new page.
 */

import { signal } from "@preact/signals";

/** The path as its parts, and what stands behind "?" and "#". */
export interface Route {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly hash: string;
}

export const route = signal<Route>({ parts: [], query: new URLSearchParams(), hash: "" });

/** Where the page was scrolled to, for its way back; kept in the history's entry. */
interface Entry {
  readonly scrollY?: number;
  /** How many screens of ours lie below this one. */
  readonly depth?: number;
}

/** Follow the address from now on; call it once, when the app starts. */
export function followRoute(view: Window): () => void {
  const ends = new AbortController();
  const { signal: until } = ends;
  view.history.scrollRestoration = "manual";
  view.addEventListener("popstate", () => show(view, entryOf(view).scrollY ?? 0), {
    signal: until,
  });
  view.document.addEventListener("click", (event) => followLink(view, event), { signal: until });
  show(view, entryOf(view).scrollY ?? 0);
  return () => ends.abort();
}

/** Go to a screen; "replace" where Back must not lead to this one again. */
export function go(href: string, how: "push" | "replace" = "push"): void {
  const depth = entryOf(window).depth ?? 0;
  if (how === "replace") window.history.replaceState({ depth }, "", href);
  else {
    window.history.replaceState({ ...entryOf(window), scrollY: window.scrollY }, "");
    window.history.pushState({ depth: depth + 1 }, "", href);
  }
  show(window, 0);
}

/** Go back one screen; to `home` where the app was opened right here. */
export function goBack(home = "/"): void {
  if ((entryOf(window).depth ?? 0) > 0) window.history.back();
  else go(home, "replace");
}

/** Scroll to where the person was, once what a screen had to read first is on it. */
export function restoreScroll(): void {
  window.scrollTo(0, entryOf(window).scrollY ?? 0);
}

function show(view: Window, scrollY: number): void {
  const { pathname, search, hash } = view.location;
  route.value = {
    parts: pathname.split("/").filter(Boolean).map(decode),
    query: new URLSearchParams(search),
    hash: hash.slice(1),
  };
  view.requestAnimationFrame(() => view.scrollTo(0, scrollY));
}

/** An address that somebody mistyped is shown as it is, not a reason to stop. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function entryOf(view: Window): Entry {
  return (view.history.state as Entry | null) ?? {};
}

function followLink(view: Window, event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || hasModifier(event)) return;
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  const to = new URL(link.href);
  if (to.origin !== view.location.origin || to.pathname.startsWith("/api/")) return;
  event.preventDefault();
  const how = link.dataset["how"] === "replace" ? "replace" : "push";
  go(to.pathname + to.search + to.hash, how);
}

function hasModifier(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
