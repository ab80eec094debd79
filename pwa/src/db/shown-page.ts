/**
 * A browser may keep a left page aside for its Back button, standing still. WebKit ends nothing
 * that such a page has begun: its transaction would block every other page's, and its connection
 * every erasing, until the browser throws it away. So a page lets go as it is put aside, and does
 * again what that cut off when it is shown again. docs/adr/0026-a-page-put-aside-lets-go.md
 */

const holders = new Set<() => void>();
let stay = new AbortController();
let shownAgain = Promise.resolve();
let show: () => void = () => undefined;

/** Follow a page from its start. A worker has none: it counts as always shown. */
export function followShownPage(page: EventTarget): void {
  page.addEventListener("pagehide", (event) => {
    if (!(event as PageTransitionEvent).persisted || stay.signal.aborted) return;
    shownAgain = new Promise((resolve) => {
      show = resolve;
    });
    stay.abort();
    for (const letGo of holders) letGo();
    holders.clear();
  });
  page.addEventListener("pageshow", () => {
    if (!stay.signal.aborted) return;
    stay = new AbortController();
    show();
  });
}

/** Call this once, at the moment the page is put aside; gives what takes that back. */
export function whenPutAside(letGo: () => void): () => void {
  holders.add(letGo);
  return () => void holders.delete(letGo);
}

/** Do it while the page is shown, and once more from its start where the page was put aside. */
export async function onShownPage<T>(work: (aside: AbortSignal) => Promise<T>): Promise<T> {
  for (;;) {
    await shownAgain;
    const { signal } = stay;
    try {
      return await work(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
