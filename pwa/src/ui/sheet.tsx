/** A sheet from the foot of the screen, at most one: what to do on top, a quiet way out under it. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { holdBack } from "./back.ts";

interface SheetProps {
  title: string;
  icon?: ComponentChildren;
  isBusy?: boolean;
  /** It takes the whole screen. */
  isWhole?: boolean;
  /** Back, Escape and a tap beside it; the caller then stops drawing the sheet. */
  onClose: () => void;
  children: ComponentChildren;
}

export function Sheet({ title, icon, isBusy = false, isWhole, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const close = useRef(onClose);
  close.current = isBusy ? () => undefined : onClose;

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // Not the first field: the keyboard would rise and hide what the sheet says.
    heading.current?.focus();
    const hold = holdBack(window, () => close.current());
    return () => {
      void hold.release();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape reaches a dialog as `cancel`
    <dialog
      ref={dialog}
      class={isWhole ? "sheet sheet-whole" : "sheet"}
      aria-labelledby={titleId}
      aria-busy={isBusy}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close.current();
      }}
    >
      <div class="sheet-body">
        <h2 class="sheet-title" id={titleId} ref={heading} tabIndex={-1}>
          {icon}
          <span>{title}</span>
        </h2>
        {children}
      </div>
    </dialog>
  );
}
