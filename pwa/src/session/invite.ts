/** Inviting somebody: six digits and a QR, which the server says once and keeps nowhere. */

import { shownBy } from "../sync/credentials.ts";
import type { Fetch } from "../sync/transport.ts";
import { me, type Place, placeOf, placesOfKind } from "./directory.ts";
import { type Answer, ask } from "./sign-in-door.ts";

/** What to hand over. `qr`: a text a row, "1" is a dark module. `expiresAt`: ISO time. */
export interface Invited {
  readonly code: string;
  readonly qr: readonly string[];
  readonly expiresAt: string;
}

/** Why nobody could be invited. */
export type NotInvited = "offline" | "not_yours" | "busy";

/** Whose phone asks, in which commune. */
interface Asker {
  readonly communeId: string;
  readonly token: string;
}

/** Ask for an invitation of a member; earlier ones that he has not used end. */
export async function askToInvite(
  fetch: Fetch,
  { communeId, token }: Asker,
  memberId: string,
): Promise<Invited | NotInvited> {
  const { headers, credentials } = shownBy(token);
  const answer = await ask(fetch, `/api/communes/${communeId}/invitations`, {
    method: "POST",
    credentials,
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ member_id: memberId }),
  });
  if (!answer) return "offline";
  return readInvited(answer) ?? (NOT_YOURS.has(answer.status) ? "not_yours" : "busy");
}

const NOT_YOURS = new Set([403, 404, 409, 422]);

function readInvited({ status, body }: Answer): Invited | null {
  const { code, expires_at, qr } = body;
  if (status !== 201 || typeof code !== "string" || !Array.isArray(qr)) return null;
  return { code, qr: qr.map(String), expiresAt: String(expires_at) };
}

const LEADERS = new Set(["to_truong", "to_pho"]);
const LEFT = "da_nghi";

/** The groups that whoever has the book open leads: he may invite their members. */
export function groupsLed(): readonly Place[] {
  const account = me.value?.content["account"];
  return placesOfKind("member")
    .filter(({ content }) => content["account"] === account)
    .filter(({ content }) => LEADERS.has(String(content["role"])) && content["status"] !== LEFT)
    .flatMap(({ content }) => placeOf(content["group"]) ?? []);
}

/** The people of a group, without those who have left, in the commune's order. */
export function peopleOf(group: Place): readonly Place[] {
  return placesOfKind("member").filter(
    ({ content }) => content["group"] === group.id && content["status"] !== LEFT,
  );
}
