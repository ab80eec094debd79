/** What the fields of one form share; it comes in through the form's props. */

import { createContext, type FunctionComponent } from "preact";
import { useContext } from "preact/hooks";
import type { Content, Field, Kind } from "../kinds/kind.ts";
import type { Json } from "../lib/json.ts";
import type { Load } from "../ui/photo.tsx";
import type { OddKey } from "./check.ts";
import type { NoFix } from "./location.ts";
import type { Speaker } from "./say-value.ts";

/** Where the taking of a point stands; nothing for one that rests. */
export type PointStanding = "locating" | NoFix;

/** What takes a photo or voice note, over the whole screen. */
export interface TakingProps {
  readonly path: string;
  readonly label: string;
  readonly hint: string | undefined;
  /** Its bytes are kept; the value that names them. */
  readonly onTaken: (value: Json) => void;
  readonly onClose: () => void;
}

/** Taking photos and voice notes; a form without it asks for none. */
export interface MediaTools {
  readonly Camera: FunctionComponent<TakingProps>;
  readonly Recorder: FunctionComponent<TakingProps>;
  readonly load: Load;
  /** Whether the app was closed while the camera was open for this field. */
  readonly cameBack: (path: string) => boolean;
}

export interface FormTools extends Speaker {
  readonly media?: MediaTools | undefined;
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
