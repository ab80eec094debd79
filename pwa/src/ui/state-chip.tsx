/** Where a record stands: icon, words and colour, always all three. */

import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";
import { type RecordState, STATES } from "./states.ts";

export function StateChip({ state }: { state: RecordState }) {
  const { icon, tone, words } = STATES[state];
  return (
    <span class={`chip tone-${tone}`}>
      <Icon name={icon} />
      <span>{t(words)}</span>
    </span>
  );
}
