/** A message that stays until the reader has dealt with it; it never closes by itself. */

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import type { Tone } from "./states.ts";

const ICONS: Readonly<Record<Tone, string>> = {
  plain: "info",
  wait: "triangle-alert",
  sent: "send",
  done: "circle-check",
  ask: "message-circle-question-mark",
  stop: "octagon-alert",
};

interface NoteProps {
  tone?: Tone;
  icon?: string;
  /** Read aloud when it appears: politely, or at once for what stops the reader. */
  isAnnounced?: boolean;
  children: ComponentChildren;
}

export function Note({ tone = "plain", icon, isAnnounced, children }: NoteProps) {
  const role = isAnnounced ? (tone === "stop" ? "alert" : "status") : undefined;
  return (
    <div class={`note tone-${tone}`} role={role}>
      <Icon name={icon ?? ICONS[tone]} />
      <div class="grow">{children}</div>
    </div>
  );
}
