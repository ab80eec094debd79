/** Between phone and server: an answer is ours, a refusal of ours, or no answer at all. */

import { canGzip, gzip } from "../lib/gzip.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import type { ExchangeRequest, Reply } from "../lib/wire.ts";
import { shownBy } from "./credentials.ts";

const PROTOCOL_HEADER = "An-Thon-Protocol";
const COMMUNE_HEADER = "An-Thon-Commune";
const GZIP_FROM_BYTES = 300;
const TIMEOUT_MS = 120_000;

/** Nothing came back, or something that is not ours: a portal, a proxy, a cut reply. */
export class NoAnswer extends Error {}

/** The server said no, by a code of its table. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | null;
}

/** Whose phone it is, in which commune, on which installation, with which token. */
export interface Owner {
  readonly communeId: string;
  readonly person: string;
  readonly installId: string;
  readonly token: string;
}

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** Make one exchange. Throws NoAnswer for anything that is not our server's answer. */
export async function ask(
  fetch: Fetch,
  owner: Owner,
  request: ExchangeRequest,
): Promise<Reply | Refusal> {
  const { headers: own, credentials } = shownBy(owner.token);
  const headers: Record<string, string> = { ...own, "Content-Type": "application/json" };
  let body = new TextEncoder().encode(JSON.stringify(request));
  if (body.length >= GZIP_FROM_BYTES && canGzip()) {
    body = await gzip(body);
    headers["Content-Encoding"] = "gzip";
  }
  const parts = { headers, credentials, body };
  const response = await send(fetch, `/api/sync/${owner.communeId}`, parts, owner.communeId);
  const answer = await understand(response, owner.communeId);
  if (!isRefusal(answer) && (answer.turn ?? request.turn) !== request.turn) {
    throw new NoAnswer("the reply to another request"); // a cache's: asking at once gives it again
  }
  return answer;
}

/** Ask for something to read. Throws NoAnswer for anything that is not our server's answer. */
export async function look(
  fetch: Fetch,
  owner: Owner,
  path: string,
): Promise<JsonObject | Refusal> {
  const url = `/api/sync/${owner.communeId}/${path}`;
  const parts = { method: "GET", ...shownBy(owner.token) };
  const response = await send(fetch, url, parts, owner.communeId);
  const body = await parse(response);
  return response.status === 200 ? body : readRefusal(response, body);
}

/** Say whether it is a refusal. */
export function isRefusal(answer: object): answer is Refusal {
  return "status" in answer && "retryAfterS" in answer;
}

/** Ask our server. Throws NoAnswer where nothing came back, or nothing with our mark. */
export async function send(
  fetch: Fetch,
  url: string,
  parts: RequestInit,
  communeId: string,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      ...parts,
      cache: "no-store",
      redirect: "error", // a portal's; ours never redirects
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new NoAnswer("no connection", { cause: error });
  }
  const { headers } = response;
  if (headers.has(PROTOCOL_HEADER) && headers.get(COMMUNE_HEADER) === communeId) return response;
  throw new NoAnswer("not ours");
}

/** Read a refusal of ours. Throws NoAnswer where it has no code. */
export async function readRefused(response: Response): Promise<Refusal> {
  return readRefusal(response, await parse(response));
}

/** Read a reply; whatever does not carry our mark, or can't be read whole, is no answer. */
async function understand(response: Response, communeId: string): Promise<Reply | Refusal> {
  const body = await parse(response);
  if (response.status === 200 && body["commune"] === communeId && isReply(body)) return body;
  return readRefusal(response, body);
}

function readRefusal({ status, headers }: Response, body: JsonObject): Refusal {
  if (typeof body["code"] !== "string") throw new NoAnswer(`status ${status} without a code`);
  const retry = headers.get("Retry-After") ?? "";
  const retryAfterS = /^\d+$/.test(retry) ? Number(retry) : null;
  return { status, code: body["code"], retryAfterS };
}

async function parse(response: Response): Promise<JsonObject> {
  let value: unknown;
  try {
    value = await response.json();
  } catch (error) {
    throw new NoAnswer("cut or not JSON", { cause: error });
  }
  if (!isObject(value)) throw new NoAnswer("not an object");
  return value;
}

/** Say whether it has what every reply has. */
function isReply(body: unknown): body is Reply {
  const { results, witness, more, reset } = body as Partial<Reply>;
  const hasVerdicts = Array.isArray(results) && typeof witness === "string";
  return hasVerdicts && typeof more === "boolean" && typeof reset === "boolean";
}
