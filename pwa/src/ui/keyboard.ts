/**
 * Whether the phone's own keyboard is open.
 *
 * No browser says so. Chrome before 108 shrinks the window, later ones only the visual viewport;
 * both happen while a field that takes typing has the focus.
 */

import { signal } from "@preact/signals";

const SHRINKS_BY_PX = 150; // an address bar takes less, every keyboard more

export const isKeyboardOpen = signal(false);

/** Watch from now on; call it once, when the app starts. */
export function watchKeyboard(view: Window): void {
  const viewport = view.visualViewport;
  if (!viewport) return;
  let tallest = { width: viewport.width, height: viewport.height };
  const look = () => {
    const isTurned = Math.abs(viewport.width - tallest.width) > 1;
    if (isTurned || viewport.height > tallest.height) {
      tallest = { width: viewport.width, height: viewport.height };
    }
    const shrunk_px = tallest.height - viewport.height * viewport.scale;
    isKeyboardOpen.value = takesTyping(view.document.activeElement) && shrunk_px > SHRINKS_BY_PX;
  };
  viewport.addEventListener("resize", look);
  view.document.addEventListener("focusout", () => view.setTimeout(look));
}

function takesTyping(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !/radio|checkbox|button/.test(element.type);
}
