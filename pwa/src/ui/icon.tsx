/**
 * An icon, never alone: a visible word stands beside it, or an aria-label around it.
 *
 * Its drawing is written into the page: a `<use>` of a file of its own costs a slow phone more time
 * than all else of a list, and one more request at the first open.
 */

import { SHAPES } from "./icon-shapes.ts";

/** The village gate with lamplight in its arch; the lamp takes its colour from the theme. */
const GATE =
  "M3 10.5C7 9.6 9.5 8 16 4.5 22.5 8 25 9.6 29 10.5M6.5 13.5h19M8.5 13.5V27M23.5 13.5V27M5.5 27.5h21";
const LAMP = "M12.5 27v-5.5a3.5 3.5 0 0 1 7 0V27";
const UNKNOWN = "file-text"; // of a kind that is newer than this app

interface IconProps {
  /** A name of icon-names.ts, an icon of a kind, or "gate", the app's mark. */
  name: string;
  size?: "small" | "large" | "mark";
}

export function Icon({ name, size }: IconProps) {
  const isGate = name === "gate";
  return (
    <svg
      class={size ? `icon icon-${size}` : "icon"}
      viewBox={isGate ? "0 0 32 32" : "0 0 24 24"}
      aria-hidden="true"
      focusable="false"
    >
      {isGate ? <Gate /> : <path d={SHAPES[name] ?? SHAPES[UNKNOWN]} />}
    </svg>
  );
}

function Gate() {
  return (
    <g stroke-width="2.6">
      <path d={GATE} />
      <path stroke="var(--lamp)" d={LAMP} />
    </g>
  );
}
