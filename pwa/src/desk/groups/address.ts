/** The addresses of the room: "/desk/groups/<group or areas>/<what is done beside it>/<its id>". */

import type { Route } from "../../ui/route.ts";

/** Stands in the place of a group: the commune's areas. */
export const AREAS = "areas";
/** Stands there while a group is made: it has no page yet. */
export const NOWHERE = "new-group";

export type Task =
  /** Begin a record of this kind. */
  | { readonly what: "new"; readonly kind: string }
  /** Begin the correction of this record. */
  | { readonly what: "edit"; readonly recordId: string }
  /** Go on writing this draft. */
  | { readonly what: "draft"; readonly draftId: string };

export interface Spot {
  /** A group's id, AREAS or NOWHERE; null: the list alone. */
  readonly at: string | null;
  readonly task: Task | null;
}

export function spotAt({ parts }: Route): Spot {
  const [, , at = null, what, id] = parts;
  return { at, task: what === undefined || id === undefined ? null : taskOf(what, id) };
}

/** Give the address of a group, of the areas, or of what is done there. */
export function hrefTo(at: string | null, task?: Task): string {
  const place = at === null ? "/desk/groups" : `/desk/groups/${at}`;
  return task ? `${place}/${task.what}/${idOf(task)}` : place;
}

/** Give where a form leads back to. */
export function homeOf(at: string): string {
  return hrefTo(at === NOWHERE ? null : at);
}

function taskOf(what: string, id: string): Task | null {
  if (what === "new") return { what, kind: id };
  if (what === "edit") return { what, recordId: id };
  return what === "draft" ? { what, draftId: id } : null;
}

function idOf(task: Task): string {
  if (task.what === "new") return task.kind;
  return task.what === "edit" ? task.recordId : task.draftId;
}
