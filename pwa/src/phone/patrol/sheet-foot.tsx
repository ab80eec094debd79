/** The way out of a long sheet, always in sight; it leaves while the keyboard needs the room. */

import type { ComponentChildren } from "preact";
import { isKeyboardOpen } from "../../ui/keyboard.ts";

export function SheetFoot({ children }: { children: ComponentChildren }) {
  return (
    <div class="sheet-foot" hidden={isKeyboardOpen.value}>
      {children}
    </div>
  );
}
