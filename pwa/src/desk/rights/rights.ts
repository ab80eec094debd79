/** Who may read and write as the server has it after a restore, held beside this machine's book. */

import { isObject, type JsonObject } from "../../lib/json.ts";
import type { Place } from "../../session/directory.ts";
import { type Answer, ask } from "../../session/sign-in-door.ts";
import { shownBy } from "../../sync/credentials.ts";
import type { Fetch } from "../../sync/transport.ts";

/** Somebody with rights. `groups`: ids of the groups in whose log he writes. */
export interface Holder {
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly groups: readonly string[];
}

/** `isRestored`: they came out of a backup, and nobody has confirmed them. */
export interface Rights {
  readonly isRestored: boolean;
  readonly people: readonly Holder[];
}

export type NoRights = "offline" | "refused" | "busy";

/** Whose machine asks, in which commune. */
interface Asker {
  readonly communeId: string;
  readonly token: string;
}

/** Ask who has rights now. */
export async function askForRights(
  fetch: Fetch,
  { communeId, token }: Asker,
): Promise<Rights | NoRights> {
  const answer = await ask(fetch, `/api/communes/${communeId}/rights`, shownBy(token));
  if (!answer) return "offline";
  const { restored, people } = answer.body;
  if (answer.status !== 200 || !Array.isArray(people)) return refusalIn(answer);
  return { isRestored: restored === true, people: people.filter(isObject).map(readHolder) };
}

/** Say that they were looked through; null: done, by this machine or by another before it. */
export async function askToConfirm(
  fetch: Fetch,
  { communeId, token }: Asker,
): Promise<NoRights | null> {
  const url = `/api/communes/${communeId}/confirm-rights`;
  const answer = await ask(fetch, url, { method: "POST", ...shownBy(token) });
  if (!answer) return "offline";
  const isDone = answer.status === 204 || answer.body["code"] === "commune.not_restored";
  return isDone ? null : refusalIn(answer);
}

function refusalIn({ status }: Answer): NoRights {
  return status === 401 || status === 403 ? "refused" : "busy";
}

function readHolder({ person, name, post, groups }: JsonObject): Holder {
  return {
    person: String(person),
    name: String(name ?? ""),
    post: String(post),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

const LEFT = "da_nghi";

/**
 * The groups where somebody would read again although this machine's book, which is newer than the
 * backup, says that he has left.
 */
export function leftGroups(holder: Holder, members: readonly Place[]): readonly string[] {
  const own = members.filter(({ content }) => content["account"] === holder.person);
  return holder.groups.filter((group) => {
    const there = own.filter(({ content }) => content["group"] === group);
    return there.length > 0 && there.every(({ content }) => content["status"] === LEFT);
  });
}
