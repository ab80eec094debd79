/**
 * Who and what the commune has, as this phone knows it: areas, groups, members, checkpoints,
 * routes, settings. It came with the sync, so that every name is there without a network.
 */

import { computed, effect, signal } from "@preact/signals";
import { rowsOf } from "../db/copy.ts";
import { readState } from "../db/state.ts";
import { t } from "../i18n/t.ts";
import type { Content, Option } from "../kinds/kind.ts";
import { compareVietnamese } from "../lib/search.ts";
import type { RecordRow } from "../lib/wire.ts";
import type { RecordState } from "../ui/states.ts";
import { changes, opened, type Session } from "./session.ts";

export const DIRECTORY = "directory";

/** One record of the directory. */
export interface Place {
  readonly id: string;
  readonly kind: string;
  readonly content: Content;
  /** At the desk: where it stands while something about it is not settled. */
  readonly state?: RecordState;
}

export interface Directory {
  readonly places: ReadonlyMap<string, Place>;
  /** Stream -> the roles there, joined by "+". */
  readonly streams: Readonly<Record<string, string>>;
}

const NONE: Directory = { places: new Map(), streams: {} };

export const directory = signal<Directory>(NONE);

/** Reads the directory, and what tells it from an older one; null where it is the known one. */
export type ReadDirectory = (
  session: Pick<Session, "disk" | "catalog">,
  known: string,
) => Promise<{ mark: string; directory: Directory } | null>;

/** Read the directory anew whenever the book was exchanged and it has moved; once, at the start. */
export function followDirectory(read: ReadDirectory = readDirectory): () => void {
  let known = "";
  let latest = 0;
  return effect(() => {
    changes.value;
    const now = opened.value;
    latest += 1;
    const mine = latest;
    if (now.now !== "open") {
      known = "";
      directory.value = NONE;
      return;
    }
    read(now.session, known).then(
      (found) => {
        if (!found || mine !== latest) return;
        known = found.mark;
        if (!isSame(directory.value, found.directory)) directory.value = found.directory;
      },
      (error: unknown) => globalThis.reportError(error),
    );
  });
}

function readDirectory({ disk }: Pick<Session, "disk">, known: string): ReturnType<ReadDirectory> {
  return disk.read(["meta", "copy_a", "copy_b"], async (to) => {
    const { shown, cursors, isBuilding, streams } = await readState(to);
    const cursor = isBuilding ? "" : cursors[DIRECTORY];
    const mark = JSON.stringify([disk.name, shown, cursor, streams]);
    if (mark === known) return null;
    const rows = await rowsOf(to, shown, DIRECTORY);
    return { mark, directory: { places: placesOf(rows), streams } };
  });
}

/** An exchange moves every cursor on, and mostly nothing of this has changed. */
function isSame(one: Directory, next: Directory): boolean {
  const told = ({ places, streams }: Directory) => JSON.stringify([streams, [...places.values()]]);
  return told(one) === told(next);
}

function placesOf(rows: readonly RecordRow[]): ReadonlyMap<string, Place> {
  const standing = rows.filter(({ deleted }) => !deleted);
  return new Map(standing.map(({ id, kind, content = {} }) => [id, { id, kind, content }]));
}

/** The member records of whoever has the book open: one for each group that he is in. */
const mine = computed<readonly Place[]>(() => {
  const now = opened.value;
  if (now.now !== "open") return [];
  const { person } = now.session.account;
  return placesOfKind("member").filter(({ content }) => content["account"] === person);
});

/** His own; of a mediation team only where he is in no other. Null before the directory came. */
export const me = computed<Place | null>(
  () =>
    mine.value.find(({ content }) => !isMediationTeam(content["group"])) ?? mine.value[0] ?? null,
);

/** The group of whoever has the book open. */
export const myGroup = computed<Place | null>(() => placeOf(me.value?.content["group"]));

/** The commune's settings: one record. */
export const setting = computed<Content>(
  () => find((place) => place.kind === "setting")?.content ?? {},
);

/** The duty officer's number; null until this phone has learnt it. */
export const dutyNumber = computed<string | null>(() => {
  const number = setting.value["duty_phone"];
  return typeof number === "string" ? number : null;
});

/**
 * The streams of one sort ("log") in which this person may write, his own group's first. Mediations
 * go into the team's book where he is in one, and nothing else goes there.
 */
export function writableStreams(sort: string): string[] {
  const own = `${sort}:${myGroup.value?.id ?? ""}`;
  const all = Object.entries(directory.value.streams)
    .filter(([stream, role]) => stream.startsWith(`${sort}:`) && /write|desk/.test(role))
    .map(([stream]) => stream)
    .sort((one, next) => Number(next === own) - Number(one === own));
  const isForTeam = sort === MEDIATION;
  const fitting = all.filter((stream) => isMediationTeam(groupIn(stream)) === isForTeam);
  return fitting.length > 0 ? fitting : all;
}

const MEDIATION = "mediation";
const MEDIATION_TEAM = "to_hoa_giai";

function isMediationTeam(group: unknown): boolean {
  return placeOf(group)?.content["group_type"] === MEDIATION_TEAM;
}

/** Whether whoever has the book open sits at the desk; null before the streams came. */
export const isAtDesk = computed<boolean | null>(() => {
  const roles = Object.values(directory.value.streams);
  return roles.length === 0 ? null : roles.some((role) => role.split("+").includes("desk"));
});

/** The group whose stream it is. */
export function groupIn(stream: string): string {
  return stream.slice(stream.indexOf(":") + 1);
}

/** Give a record of the directory by its id. */
export function placeOf(id: unknown): Place | null {
  return typeof id === "string" ? (directory.value.places.get(id) ?? null) : null;
}

/** Give its name: "" for one that this phone does not know. */
export function nameOf(id: unknown): string {
  const place = placeOf(id);
  if (!place) return "";
  return place.kind === "member" ? nameOfMember(place) : String(place.content["name"] ?? "");
}

/** "bác Bảy": members carry the word by which they wish to be called. */
export function nameOfMember({ content }: Place): string {
  const name = String(content["name"] ?? "");
  const called = CALLED[String(content["called_as"] ?? "")];
  const given = name.trim().split(/\s+/).at(-1) ?? name;
  return called ? `${t(called)} ${given}` : name;
}

const CALLED: Readonly<Record<string, Parameters<typeof t>[0] & `honorific.${string}`>> = {
  bac: "honorific.bac",
  ong: "honorific.ong",
  ba: "honorific.ba",
  anh: "honorific.anh",
  chi: "honorific.chi",
  co: "honorific.co",
  chu: "honorific.chu",
  dong_chi: "honorific.dong_chi",
};

/** Who reads this, as a member of that group: one may be in several, in each as a member of it. */
export function meIn(group: string): Place | null {
  return mine.value.find(({ content }) => content["group"] === group) ?? me.value;
}

/**
 * Give who or what a form offers for a ref of this kind, in the commune's own order. `group`: for
 * which it is filled in.
 */
export function optionsOf(kind: string, group = myGroup.value?.id): readonly Option[] {
  return placesOfKind(kind)
    .filter((place) => isOffered(place, group))
    .map(asOption);
}

/** Give all that a ref of this kind may have named, also what is no longer offered. */
export function everyOption(kind: string): readonly Option[] {
  return placesOfKind(kind).map(asOption);
}

/** Give the records of one kind, in the commune's own order. */
export function placesOfKind(kind: string): Place[] {
  return [...directory.value.places.values()].filter((place) => place.kind === kind).sort(inOrder);
}

/** Members of other groups, and what the commune has given up, are not offered. */
function isOffered({ kind, content }: Place, group: string | undefined): boolean {
  const { status } = content;
  if (typeof status === "string" && GIVEN_UP.has(status)) return false;
  if (kind !== "member" && kind !== "route") return true;
  return group === undefined || content["group"] === group;
}

const GIVEN_UP = new Set(["da_nghi", "thoi_dung", "tam_dung", "giai_the"]);

function inOrder(one: Place, next: Place): number {
  const orders = [one, next].map(({ content }) => content["sort_order"]);
  const [first, second] = orders.map((order) => (typeof order === "number" ? order : Infinity));
  if (first !== second) return (first ?? 0) - (second ?? 0);
  return compareVietnamese(labelOf(one), labelOf(next));
}

function asOption(place: Place): Option {
  return { id: place.id, label: labelOf(place) };
}

/** Companions are offered with their whole name: two may be called bác Hùng. */
function labelOf({ content }: Place): string {
  return String(content["name"] ?? "");
}

function find(isIt: (place: Place) => boolean): Place | null {
  for (const place of directory.value.places.values()) if (isIt(place)) return place;
  return null;
}
