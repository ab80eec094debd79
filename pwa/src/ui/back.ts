/**
 * The phone's Back button closes what lies on top, and leaves the screen below in place.
 *
 * Newer Chrome closes an open dialog on Back by itself (CloseWatcher, 126). Before that an entry of
 * the history has to stand for what is open.
 */

interface Hold {
  /** Give the history back; resolves when it is as before, so that one may go elsewhere. */
  release: () => Promise<void>;
}

/** From now on, until released, Back calls `onBack` instead of leaving. */
export function holdBack(view: Window, onBack: () => void): Hold {
  if ("CloseWatcher" in view) return { release: () => Promise.resolve() };
  let isHeld = true;
  view.history.pushState(view.history.state, "");
  const pop = () => {
    isHeld = false;
    onBack();
  };
  view.addEventListener("popstate", pop, { once: true });
  const release = () => {
    view.removeEventListener("popstate", pop);
    if (!isHeld) return Promise.resolve();
    isHeld = false;
    return new Promise<void>((settle) => {
      view.addEventListener("popstate", () => settle(), { once: true });
      view.history.back();
    });
  };
  return { release };
}
