/**
 * The doors before the book: an invitation becomes a token, the kinds come along, a demo says that
 * it is one. What does not carry our server's mark (a portal's page) counts as no network.
 */

import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import { BY_COOKIE, shownBy } from "../sync/credentials.ts";
import type { Fetch } from "../sync/transport.ts";

const OUR_MARK = "An-Thon-Protocol";
const TIMEOUT_MS = 30_000;
const NOBODY = { headers: {}, credentials: "omit" } as const;
const SECRET = /^#\/?join\/([A-Za-z0-9_-]{1,64})$/; // one cut short is for the server to refuse

/** What lets a person in: six digits or the secret of a QR, once; at the desk a password. */
export type Invitation =
  | { readonly code: string }
  | { readonly secret: string }
  | { readonly user_name: string; readonly password: string };

/** Which installation asks. `label`: what the phone calls itself on the desk's list. */
export interface Install {
  readonly installId: string;
  readonly label: string;
}

/** One commune of a person. */
export interface Commune {
  readonly id: string;
  readonly name: string;
}

/** Who was let in, with the token, which is said once. */
export interface Entered {
  readonly person: string;
  readonly name: string;
  readonly deviceId: string;
  readonly token: string;
  readonly communes: readonly Commune[];
}

/** Why nobody was let in. `waitS`: how long before it makes sense to try again. */
export interface Refused {
  readonly why: "offline" | "wrong" | "used" | "expired" | "too_often" | "busy";
  readonly waitS?: number;
}

/** One line of the demo's sign-ins. */
export interface DemoSignIn {
  readonly code: string;
  readonly name: string;
  readonly role: string;
}

/** One line of the demo's sign-ins for the desk. */
export interface DemoOffice {
  readonly userName: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
}

const REASONS: Readonly<Record<string, Refused["why"]>> = {
  "sign_in.wrong": "wrong",
  "sign_in.used": "used",
  "sign_in.expired": "expired",
  "rate.limited": "too_often",
  "request.malformed": "wrong",
};

/** Give the secret of an invitation's link, or of what stands behind its "#"; null: it has none. */
export function secretIn(text: string): string | null {
  const at = text.indexOf("#");
  return at < 0 ? null : (SECRET.exec(text.slice(at))?.[1] ?? null);
}

/** Say whether nobody was let in. */
export function isRefused(answer: Entered | Refused): answer is Refused {
  return "why" in answer;
}

/** Ask to be let in. */
export async function askToEnter(
  fetch: Fetch,
  invitation: Invitation,
  { installId, label }: Install,
): Promise<Entered | Refused> {
  const isOffice = "password" in invitation;
  const how = isOffice ? "password" : "code" in invitation ? "code" : "link";
  const { headers, credentials } = isOffice ? shownBy(BY_COOKIE) : NOBODY;
  const answer = await ask(fetch, `/api/sign-in/${how}`, {
    method: "POST",
    credentials,
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ ...invitation, install_id: installId, label }),
  });
  if (!answer) return { why: "offline" };
  return (answer.status === 201 && readEntered(answer.body, isOffice)) || refusalIn(answer);
}

/** Ask for the kinds; null: they did not come. */
export async function askForKinds(fetch: Fetch): Promise<Json | null> {
  const answer = await ask(fetch, "/api/kinds");
  return answer?.status === 200 ? answer.body : null;
}

/** Ask whether this is a demo, and who may look around; null: it is none, or did not say. */
export async function askForDemo(fetch: Fetch): Promise<readonly DemoSignIn[] | null> {
  return (await askForSignIns(fetch))?.flatMap(readDemoSignIn) ?? null;
}

/** The same for the desk: who may look around with a user name and a password. */
export async function askForDemoOffice(fetch: Fetch): Promise<readonly DemoOffice[] | null> {
  return (await askForSignIns(fetch))?.flatMap(readDemoOffice) ?? null;
}

async function askForSignIns(fetch: Fetch): Promise<JsonObject[] | null> {
  const answer = await ask(fetch, "/api/demo");
  if (answer?.status !== 200 || answer.body["is_demo"] !== true) return null;
  const listed = answer.body["sign_ins"];
  return Array.isArray(listed) ? listed.filter(isObject) : [];
}

/** End a token; false: the server can't be reached and keeps it until the person signs in anew. */
export async function endToken(fetch: Fetch, token: string): Promise<boolean> {
  const parts = { method: "POST", ...shownBy(token), keepalive: true };
  return (await ask(fetch, "/api/sign-out", parts)) !== null;
}

export interface Answer {
  readonly status: number;
  readonly retryAfterS: number | null;
  readonly body: JsonObject;
}

/** Give our server's answer; null: there was none, or it was not ours. */
export async function ask(
  fetch: Fetch,
  url: string,
  parts: RequestInit = {},
): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      credentials: "omit",
      ...parts,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.headers.has(OUR_MARK)) return null;
    const text = await response.text();
    const body: unknown = text === "" ? {} : JSON.parse(text);
    const retry = response.headers.get("Retry-After") ?? "";
    const retryAfterS = /^\d+$/.test(retry) ? Number(retry) : null;
    return isObject(body) ? { status: response.status, retryAfterS, body } : null;
  } catch {
    return null; // no connection, or cut on the way: both are silence
  }
}

function refusalIn({ body, retryAfterS }: Answer): Refused {
  const why = REASONS[String(body["code"])] ?? "busy";
  return retryAfterS === null ? { why } : { why, waitS: retryAfterS };
}

/** The token of an office browser is in a cookie; no answer says it. */
function readEntered(body: JsonObject, isOffice: boolean): Entered | null {
  const { account, communes, device_id } = body;
  const token = isOffice ? BY_COOKIE : body["token"];
  if (!isObject(account) || !Array.isArray(communes) || typeof token !== "string") return null;
  const known = communes.filter(isObject);
  return {
    person: String(account["id"]),
    name: String(account["name"] ?? ""),
    deviceId: String(device_id ?? ""),
    token,
    communes: known.map(({ id, name }) => ({ id: String(id), name: String(name) })),
  };
}

function readDemoSignIn({ how, name, role }: JsonObject): DemoSignIn[] {
  const code = String(how ?? "");
  return /^\d{6}$/.test(code) ? [{ code, name: String(name ?? ""), role: String(role ?? "") }] : [];
}

function readDemoOffice({ how, name, role }: JsonObject): DemoOffice[] {
  const [userName, password] = String(how ?? "").split(" / ");
  if (!userName || !password) return [];
  return [{ userName, password, name: String(name ?? ""), role: String(role ?? "") }];
}
