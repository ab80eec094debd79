/** What will be here, in one line, and at most one button. */

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

interface EmptyStateProps {
  icon: string;
  words: string;
  children?: ComponentChildren;
}

export function EmptyState({ icon, words, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="badge badge-plain">
        <Icon name={icon} />
      </span>
      <p>{words}</p>
      {children}
    </div>
  );
}
