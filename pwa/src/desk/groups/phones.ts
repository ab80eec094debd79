/** The commune's phones as the server knows them, and what the desk does to one. */

import { isObject, type JsonObject } from "../../lib/json.ts";
import { type Answer, ask } from "../../session/sign-in-door.ts";
import { shownBy } from "../../sync/credentials.ts";
import type { Fetch } from "../../sync/transport.ts";

export type PhoneState = "active" | "locked" | "retired" | "stolen";

/** One phone. What its report has not said, or before the first one, is null. */
export interface Phone {
  readonly id: string;
  readonly person: string;
  readonly label: string;
  readonly state: PhoneState;
  /** When it last reported, ISO time. */
  readonly seenAt: string | null;
  readonly pending: number | null;
  readonly oldestUnsent: string | null;
  readonly version: string;
  /** How far its clock is ahead of the server's; negative: behind. */
  readonly clockOffsetMs: number;
}

/** Why the server did not do or say it. */
export type Refusal = "offline" | "rights" | "final" | "unknown" | "busy";

/** Whose machine asks, in which commune. */
export interface Asker {
  readonly communeId: string;
  readonly token: string;
}

/** Ask for all phones of the commune's people. */
export async function askForPhones(
  fetch: Fetch,
  { communeId, token }: Asker,
): Promise<readonly Phone[] | Refusal> {
  const answer = await ask(fetch, `/api/communes/${communeId}/devices`, shownBy(token));
  if (!answer) return "offline";
  const { devices } = answer.body;
  if (answer.status !== 200 || !Array.isArray(devices)) return refusalIn(answer);
  return devices.filter(isObject).flatMap(readPhone);
}

/** Ask to put a phone into a state; gives the state that it has now. `reason`: for the log. */
export async function askToChange(
  fetch: Fetch,
  { communeId, token }: Asker,
  phoneId: string,
  state: PhoneState,
  reason: string,
): Promise<{ readonly state: PhoneState } | Refusal> {
  const { headers, credentials } = shownBy(token);
  const answer = await ask(fetch, `/api/communes/${communeId}/devices/${phoneId}/state`, {
    method: "POST",
    credentials,
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ state, reason }),
  });
  if (!answer) return "offline";
  const now = answer.status === 200 ? stateIn(answer.body) : null;
  return now === null ? refusalIn(answer) : { state: now };
}

function refusalIn({ status, body }: Answer): Refusal {
  if (body["code"] === "device.final") return "final";
  if (body["code"] === "device.unknown") return "unknown";
  return status === 401 || status === 403 ? "rights" : "busy";
}

const STATES: readonly PhoneState[] = ["active", "locked", "retired", "stolen"];

function stateIn({ state }: JsonObject): PhoneState | null {
  return STATES.find((one) => one === state) ?? null;
}

function readPhone(row: JsonObject): Phone[] {
  const state = stateIn(row);
  if (state === null) return [];
  const health = isObject(row["health"]) ? row["health"] : {};
  const { pending, clock_offset_ms: offset } = health;
  return [
    {
      id: String(row["id"]),
      person: String(row["person"]),
      label: text(row["label"]) ?? "",
      state,
      seenAt: text(row["health_at"]),
      pending: typeof pending === "number" ? pending : null,
      oldestUnsent: text(health["oldest_unsent"]),
      version: text(health["version"]) ?? "",
      // It reports what it has to add to its clock, which is the other way round.
      clockOffsetMs: typeof offset === "number" ? 0 - offset : 0,
    },
  ];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
