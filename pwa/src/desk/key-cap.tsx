/** A key as it is drawn on the keyboard; not read aloud, since the words beside it say the act. */

export function KeyCap({ children }: { children: string }) {
  return (
    <span class="key-cap" aria-hidden="true">
      {children}
    </span>
  );
}
