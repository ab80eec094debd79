/** What will be here, in one line, and at most one button. */

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

interface EmptyStateProps {
  icon: string;
  words: string;
  title?: string;
  children?: ComponentChildren;
}

export function EmptyState({ icon, words, title, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="badge badge-plain">
        <Icon name={icon} />
      </span>
      {title && <h2 class="heading">{title}</h2>}
      <p>{words}</p>
      {children}
    </div>
  );
}
