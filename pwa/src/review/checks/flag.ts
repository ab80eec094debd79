/** What an automatic check has to say about a record. */

import type { Breach } from "../../forms/rules.ts";
import type { Content, Kind, Labels } from "../../kinds/kind.ts";
import type { Finding } from "../../lib/privacy.ts";
import type { Entry } from "../../sync/list.ts";

interface At {
  /** The field, or one item of a list as "findings/<id>", as a question names it. */
  readonly field: string;
  /** The field within the item. */
  readonly inner?: string;
}

/**
 * `times`: by how much a session is too long, lies ahead, or ends before it began; or a rule of the
 * kind between two times that is broken.
 */
export interface TimesFlag extends At {
  readonly check: "times";
  readonly detail:
    | { readonly why: "long" | "future" | "backwards"; readonly minutes: number }
    | { readonly why: "rule"; readonly message: Labels };
}

/** `minutes`: how far ahead the phone's clock was; negative where it was behind. */
export interface ClockFlag {
  readonly check: "clock";
  readonly field?: undefined;
  readonly detail: { readonly minutes: number };
}

/** `message`: why it is asked for, where a rule of the kind says so. */
export interface MissingFlag extends At {
  readonly check: "missing";
  readonly detail: { readonly message: Labels | null };
}

/** A rule of the kind that is about neither times nor what is missing. */
export interface RuleFlag extends At {
  readonly check: "rules";
  readonly detail: { readonly message: Labels };
}

/** `minutes`: how long both went on; `metres`: how far apart; `place`: under what same name. */
export interface DuplicateFlag {
  readonly check: "duplicate";
  readonly field?: undefined;
  readonly detail: { readonly recordId: string } & (
    | { readonly why: "overlap"; readonly minutes: number }
    | { readonly why: "near"; readonly metres: number }
    | { readonly why: "place"; readonly place: string }
  );
}

/** Where in the text it stands, in UTF-16 units; what it says is not repeated. */
export interface NumbersFlag extends At {
  readonly check: "numbers";
  readonly detail: { readonly what: Finding; readonly start: number; readonly end: number };
}

export type Flag = TimesFlag | ClockFlag | MissingFlag | RuleFlag | DuplicateFlag | NumbersFlag;
export type CheckId = Flag["check"];

/** What a check may know besides the record. */
export interface Around {
  /** By the right clock. */
  readonly now: Date;
  /**
   * What the phone had to add to its clock when the record was last written, ms, where the history
   * was read; null or nothing: not known.
   */
  readonly clockOffsetMs?: number | null;
}

/** What a check looks at. `others`: records of the same kind from about the same day. */
export interface Looked {
  readonly entry: Entry;
  readonly kind: Kind;
  readonly content: Content;
  /** The kind's rules that are broken, and where. */
  readonly breaches: readonly Breach[];
  readonly others: readonly Entry[];
  readonly around: Around;
}

export type Check = (looked: Looked) => readonly Flag[];

/** Read the path of a form ("findings.<id>.place_text") as a question names the place. */
export function placeAt(path: string): At {
  const [field = "", id, inner] = path.split(".");
  if (id === undefined) return { field };
  return inner === undefined ? { field: `${field}/${id}` } : { field: `${field}/${id}`, inner };
}
