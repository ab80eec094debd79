/**
 * A kind as GET /api/kinds writes it; docs/KINDS.md tells what every part means.
 *
 * What a kind file leaves out is missing here too, except for the defaults that the server fills in.
 */

import type { JsonObject } from "../lib/json.ts";

/** What a user reads, in both languages. */
export interface Labels {
  readonly vi: string;
  readonly en: string;
}

/** True when `field` holds one of `in`, or is filled (or empty) as asked. */
export interface Condition {
  readonly field: string;
  readonly in?: readonly (string | boolean)[];
  readonly filled?: boolean;
}

export interface Choice {
  readonly code: string;
  readonly labels: Labels;
  readonly shown_when?: Condition;
  readonly since?: number;
  readonly retired?: number;
}

/** The phone coarsens a point to `to_m` metres where `when` holds (always, without one). */
export interface Rounding {
  readonly to_m: number;
  readonly when?: Condition;
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly labels: Labels;
  readonly required?: boolean;
  readonly hint?: Labels;
  readonly owner?: "author" | "reviewer";
  readonly filled_by?: "person" | "app";
  readonly shown_when?: Condition;
  readonly absent_means?: string | number | boolean;
  /** What the form of a new record begins with. */
  readonly begins_as?: string | number | boolean;
  /** May be left out, and still is not folded away. */
  readonly in_front?: boolean;
  readonly choices?: readonly Choice[];
  readonly unit?: Labels;
  readonly min?: number;
  readonly max?: number;
  readonly max_length?: number;
  readonly multiline?: boolean;
  readonly max_items?: number;
  readonly ref?: string;
  readonly rounded?: Rounding;
  readonly key?: string;
  readonly fields?: readonly Field[];
  readonly retired?: number;
}

/** One page of the general form. */
export interface Step {
  readonly id: string;
  readonly labels: Labels;
  readonly fields: readonly string[];
}

/** A rule across fields; `field` and `other` may name inner fields as "pauses.to". */
export interface Rule {
  readonly id: string;
  readonly how: string;
  readonly field: string;
  readonly message: Labels;
  readonly other?: string;
  readonly limit?: number;
  readonly code?: string;
  readonly when?: Condition;
  readonly unless?: Condition;
}

/** Hours of the day as "22:00", Vietnam's; they may cross midnight. */
export interface Window {
  readonly starts: string;
  readonly ends: string;
}

/** One figure; docs/KINDS.md tells the meaning of every `how`. */
export interface Measure {
  readonly id: string;
  readonly labels: Labels;
  readonly unit: Labels;
  readonly how: string;
  readonly of?: string;
  readonly where?: Condition;
  readonly once_per?: string;
  /** Of all that stands at the end of the period, not of what happened in it. */
  readonly standing?: boolean;
  readonly starts?: string;
  readonly ends?: string;
  readonly item_starts?: string;
  readonly item_ends?: string;
  readonly without?: string;
  readonly window?: Window;
  readonly part?: readonly string[];
  readonly whole?: readonly string[];
}

export interface Kind {
  readonly id: string;
  readonly version: number;
  readonly labels: Labels;
  readonly entry_labels?: Labels;
  readonly purpose: Labels;
  readonly stream: string;
  readonly icon: string;
  readonly screen?: string;
  /** Steps one after another (without it), or all on one page. */
  readonly layout?: "steps" | "page";
  readonly day?: string;
  readonly open_without?: string;
  readonly fields: readonly Field[];
  readonly list_columns: readonly string[];
  /** A kind without figures comes without them. */
  readonly measures?: readonly Measure[];
  readonly steps: readonly Step[];
  readonly rules: readonly Rule[];
}

/** The values of a record, or of an item of a list, under their field names. */
export type Content = JsonObject;

/** Something a ref may name: a record of the directory, as a form shows it. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}
