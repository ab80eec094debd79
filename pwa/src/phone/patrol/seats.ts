/**
 * In which groups the reader patrols. One person may sit in several: his self-managed group, a
 * mediation team, a border cluster; each has its own members, routes and log.
 */

import type { Option } from "../../kinds/kind.ts";
import { directory, type Place, placeOf, placesOfKind } from "../../session/directory.ts";
import { opened } from "../../session/session.ts";
import { textOf } from "./moments.ts";
import { idsIn } from "./progress.ts";

export interface Seat {
  readonly group: Place;
  /** The reader's own record as a member of it; null for one who only may write there. */
  readonly member: Place | null;
  readonly stream: string;
}

const LOG = "log:";
const MEDIATES_ONLY = "to_hoa_giai";
const GONE = new Set(["da_nghi", "thoi_dung"]);

/** The groups whose log the reader may write; a mediation team only where there is no other. */
export function mySeats(): Seat[] {
  const seats = Object.entries(directory.value.streams)
    .filter(([stream, role]) => stream.startsWith(LOG) && /write|desk/.test(role))
    .map(([stream]) => seatOf(stream))
    .filter((seat) => seat !== null);
  const sitting = seats.filter(({ member }) => member !== null);
  const patrolling = sitting.filter(({ group }) => group.content["group_type"] !== MEDIATES_ONLY);
  return [patrolling, sitting, seats].find((some) => some.length > 0) ?? [];
}

/** The reader's seat in the group of a stream; null before this phone knows the group. */
export function seatOf(stream: string): Seat | null {
  const group = placeOf(stream.slice(LOG.length));
  return group ? { group, member: myMemberIn(group.id), stream } : null;
}

/** The members of a group who have not left it, the reader first. */
export function membersOf({ group, member }: Seat): Option[] {
  return placesOfKind("member")
    .filter((one) => one.content["group"] === group.id && isHere(one))
    .sort((one, next) => Number(next.id === member?.id) - Number(one.id === member?.id))
    .map(asOption);
}

export function routesOf({ group }: Seat): Place[] {
  return placesOfKind("route").filter((one) => one.content["group"] === group.id && isHere(one));
}

/** The areas that a group looks after, in the commune's own order. */
export function areasOf({ group }: Seat): Place[] {
  const ids = idsIn(group.content["areas"]);
  return placesOfKind("area").filter(({ id }) => ids.includes(id));
}

/** What a ref of the patrol's kind may name: of the group, as far as it has its own. */
export function optionsIn(seat: Seat | null, kind: string): readonly Option[] {
  if (seat && kind === "member") return membersOf(seat);
  if (seat && kind === "route") return routesOf(seat).map(asOption);
  if (seat && kind === "area") return areasOf(seat).map(asOption);
  return placesOfKind(kind).filter(isHere).map(asOption);
}

export function asOption({ id, content }: Place): Option {
  return { id, label: textOf(content["name"]) };
}

function myMemberIn(group: string): Place | null {
  const now = opened.value;
  if (now.now !== "open") return null;
  const { person } = now.session.account;
  const mine = placesOfKind("member").filter(
    ({ content }) => content["account"] === person && content["group"] === group,
  );
  return mine.find(isHere) ?? null;
}

function isHere({ content }: Place): boolean {
  return !GONE.has(textOf(content["status"]));
}
