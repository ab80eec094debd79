/** One line of a list: what it is, at most two lines of detail, where it stands, where it leads. */

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import { StateChip } from "./state-chip.tsx";
import type { RecordState, Tone } from "./states.ts";

interface RowProps {
  title: string;
  detail?: string;
  icon?: string;
  tone?: Tone | "primary";
  state?: RecordState;
  isSelected?: boolean;
  href?: string;
  onPress?: () => void;
}

export function Row(props: RowProps) {
  const { href, onPress } = props;
  const isActive = href !== undefined || onPress !== undefined;
  const inner = (
    <>
      {props.icon && (
        <span class={`badge badge-${props.tone ?? "primary"}`}>
          <Icon name={props.icon} />
        </span>
      )}
      <span class="grow">
        <span class="row-title">{props.title}</span>
        {props.detail && <span class="row-detail">{props.detail}</span>}
        {props.state && <StateChip state={props.state} />}
      </span>
      {isActive && <Icon name="chevron-right" />}
    </>
  );
  if (href !== undefined) {
    return (
      <a class="row" href={href} onClick={onPress} aria-current={props.isSelected}>
        {inner}
      </a>
    );
  }
  if (!onPress) return <div class="row">{inner}</div>;
  return (
    <button type="button" class="row" onClick={onPress} aria-pressed={props.isSelected}>
      {inner}
    </button>
  );
}

/** Rows as one card. */
export function List({ label, children }: { label?: string; children: ComponentChildren }) {
  return (
    <section class="list" aria-label={label}>
      {children}
    </section>
  );
}
