/** What the fields of one form share; it comes in through the form's props. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Content, Field, Kind } from "../kinds/kind.ts";
import type { Json } from "../lib/json.ts";
import type { OddKey } from "./check.ts";
import type { NoFix } from "./location.ts";
import type { Speaker } from "./say-value.ts";

/** Where the taking of a point stands; nothing for one that rests. */
export type PointStanding = "locating" | NoFix;

export interface FormTools extends Speaker {
  readonly kind: Kind;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly willAskForLocation: () => Promise<boolean>;
  readonly takePoint: (path: string) => void;
  readonly standingOfPoint: (path: string) => PointStanding | undefined;
  readonly openItem: (field: string, id: string) => void;
}

/** What every field is given. */
export interface FieldProps {
  readonly field: Field;
  /** The fields beside it, of the record or of the item. */
  readonly fields: readonly Field[];
  readonly content: Content;
  /** What the record already holds, for tombstones. */
  readonly base: Content;
  readonly path: string;
  readonly fault?: string | undefined;
  /** `odd` says why what was typed makes no value. */
  readonly onValue: (value: Json | null, odd?: OddKey | null) => void;
}

const Tools = createContext<FormTools | null>(null);

export const ToolsProvider = Tools.Provider;

export function useTools(): FormTools {
  const tools = useContext(Tools);
  if (!tools) throw new Error("a form field was drawn outside a form");
  return tools;
}

/** The id in the page of the field at this path. */
export function elementIdOf(path: string): string {
  return `field-${path.replaceAll(".", "-")}`;
}
