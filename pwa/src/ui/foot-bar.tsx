/** The bar that holds a form's one button; it leaves while the keyboard needs the room. */

import type { ComponentChildren } from "preact";
import { isKeyboardOpen } from "./keyboard.ts";

export function FootBar({ children }: { children: ComponentChildren }) {
  return (
    <footer class="foot-bar" hidden={isKeyboardOpen.value}>
      {children}
    </footer>
  );
}
