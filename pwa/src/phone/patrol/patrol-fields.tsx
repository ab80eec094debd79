/** Questions of the patrol's kind, drawn as every form draws them. */

import type { OddKey } from "../../forms/check.ts";
import { FieldList } from "../../forms/field-list.tsx";
import { browserLocator } from "../../forms/location.ts";
import { type FormTools, type MediaTools, ToolsProvider } from "../../forms/tools.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { dayOf } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";
import { useSession } from "../../session/session.ts";
import { optionsIn, type Seat } from "./seats.ts";

interface PatrolFieldsProps {
  kind: Kind;
  /** The group that patrols. */
  seat: Seat | null;
  asked: readonly Field[];
  /** All fields of the record or the item. */
  fields: readonly Field[];
  content: Content;
  /** "" for the record, "findings.<id>." for an item. */
  above?: string;
  faults?: ReadonlyMap<string, string>;
  media?: MediaTools;
  /** Up to how many are asked without folding any away. */
  shortMax: number;
  onValue: (field: Field, value: Json | null, odd: OddKey | null) => void;
}

const NONE: ReadonlyMap<string, string> = new Map();
const NOTHING: Content = {};

export function PatrolFields({
  kind,
  seat,
  above = "",
  faults = NONE,
  media,
  ...list
}: PatrolFieldsProps) {
  const { phone } = useSession();
  const tools: FormTools = {
    kind,
    options: (of) => optionsIn(seat, of),
    now: () => new Date(),
    newId: () => phone.newId(),
    today: dayOf(new Date()),
    willAskForLocation: () => browserLocator(navigator).willAsk(),
    // Neither points nor lists are asked for here: they are tapped on the patrol's own screen.
    takePoint: () => undefined,
    standingOfPoint: () => undefined,
    openItem: () => undefined,
    media,
  };
  return (
    <ToolsProvider value={tools}>
      <FieldList {...list} base={NOTHING} above={above} faults={faults} />
    </ToolsProvider>
  );
}
