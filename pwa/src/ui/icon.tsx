/**
 * An icon of the sprite, never alone: a visible word stands beside it, or an aria-label around it.
 *
 * The sprite is a file of its own beside the bundle, so that it is fetched once and kept with it.
 */

const SPRITE = new URL("./icons.svg", import.meta.url).href;

interface IconProps {
  /** A name of icon-names.ts, an icon of a kind, or "gate", the app's mark. */
  name: string;
  size?: "small" | "large" | "mark";
}

export function Icon({ name, size }: IconProps) {
  return (
    <svg class={size ? `icon icon-${size}` : "icon"} aria-hidden="true" focusable="false">
      <use href={`${SPRITE}#${name}`} />
    </svg>
  );
}
