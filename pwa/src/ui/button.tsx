/** A button, or a link that looks like one; one look "1" a screen. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";

interface ButtonProps {
  /** 1 the one thing to do, 2 another, 3 a quiet way out, stop for what destroys. */
  look?: "1" | "2" | "3" | "stop";
  isHero?: boolean;
  isFull?: boolean;
  icon?: string;
  iconAfter?: string;
  /** The act is under way: says so, stays in place and takes no second press. */
  isBusy?: boolean;
  /** What it says meanwhile, where it saves nothing. */
  busyWords?: string;
  isDisabled?: boolean;
  isSubmit?: boolean;
  /** For buttons whose words alone do not say what they act on. */
  label?: string;
  /** It opens and closes what stands below it. */
  isExpanded?: boolean;
  href?: string;
  onPress?: () => void;
  children?: ComponentChildren;
}

export function Button(props: ButtonProps) {
  const { isBusy = false, href, onPress, children } = props;
  const inner = (
    <>
      {props.icon && <Icon name={props.icon} {...(props.isHero ? { size: "large" } : {})} />}
      {children !== undefined && (
        <span>{isBusy ? (props.busyWords ?? t("ui.saving")) : children}</span>
      )}
      {props.iconAfter && <Icon name={props.iconAfter} />}
    </>
  );
  const shared = { class: classOf(props), "aria-label": props.label };
  if (href !== undefined) {
    return (
      <a {...shared} href={href} onClick={onPress}>
        {inner}
      </a>
    );
  }
  return (
    <button
      {...shared}
      type={props.isSubmit ? "submit" : "button"}
      disabled={props.isDisabled ?? false}
      aria-busy={isBusy}
      aria-expanded={props.isExpanded}
      onClick={() => {
        if (!isBusy) onPress?.();
      }}
    >
      {inner}
    </button>
  );
}

function classOf({ look = "2", isHero, isFull }: ButtonProps): string {
  return ["button", `button-${look}`, isHero && "button-hero", (isFull || isHero) && "full"]
    .filter(Boolean)
    .join(" ");
}
