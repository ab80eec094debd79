/**
 * What the server says outside of an exchange: how old an app may be, and the kinds as they are
 * now. A phone that can't ask goes on with what was kept; an old app goes on sending.
 */

import { effect, signal, untracked } from "@preact/signals";
import { Registry } from "../db/registry.ts";
import { keepCatalog, readCatalog } from "../kinds/catalog.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { APP_VERSION, isOlder } from "../lib/version.ts";
import { shownBy } from "../sync/credentials.ts";
import { opened, takeCatalog } from "./session.ts";

/** Whether the server asks for a newer app than this one. */
export const isTooOld = signal(false);

/**
 * When the newest backup that was restored for a trial was taken; null: there is none. Undefined:
 * not told, as to all but the desk.
 */
export const backupAt = signal<string | null | undefined>(undefined);

/** What was learnt last. `askedAt`: when the kinds came, ms by the phone's clock. */
interface Asked {
  readonly minApp: string;
  readonly askedAt: number;
  /** The app that asked for them: another one may know kinds that this one did not. */
  readonly appVersion: string;
  readonly backupAt?: string | null;
}

const OUR_MARK = "An-Thon-Protocol";
const TIMEOUT_MS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const registry = new Registry();
let isAsking = false;

/** Ask whenever a book is opened, and once a day while there is a network; once, at the start. */
export function followServer(view: Window): void {
  let person: string | null = null;
  effect(() => {
    const now = opened.value;
    const whose = now.now === "open" ? now.session.account.token : null;
    if (whose === person) return; // newer kinds open the same book anew
    person = whose;
    if (whose) untracked(() => ask(true));
  });
  view.addEventListener("online", () => ask(false));
  view.document.addEventListener("visibilitychange", () => {
    if (view.document.visibilityState === "visible") ask(false);
  });
}

function ask(isStart: boolean): void {
  if (isAsking) return;
  isAsking = true;
  askServer(isStart)
    .catch(reportError)
    .finally(() => {
      isAsking = false;
    });
}

async function askServer(isStart: boolean): Promise<void> {
  const kept = (await registry.read("server")) as Asked | null;
  if (kept) isTooOld.value = isOlder(APP_VERSION, kept.minApp);
  backupAt.value = kept?.backupAt;
  const isDue = !kept || Math.abs(Date.now() - kept.askedAt) >= DAY_MS;
  const now = opened.value;
  if (now.now !== "open" || !(isStart || isDue)) return;
  const hello = await read("/api/sync/hello", now.session.account.token);
  const minApp = hello?.["min_app"];
  if (typeof minApp !== "string") return;
  isTooOld.value = isOlder(APP_VERSION, minApp);
  backupAt.value = backupOf(hello?.["communes"], now.session.account.communeId);
  const hasKinds = !isDue && kept.appVersion === APP_VERSION;
  const isFresh = !hasKinds && (await fetchKinds());
  const fresh = { askedAt: Date.now(), appVersion: APP_VERSION };
  const { askedAt, appVersion } = isFresh ? fresh : (kept ?? { ...fresh, askedAt: 0 });
  const backup = backupAt.value === undefined ? {} : { backupAt: backupAt.value };
  await registry.write("server", { minApp, askedAt, appVersion, ...backup } satisfies Asked);
}

function backupOf(communes: unknown, communeId: string): string | null | undefined {
  if (!Array.isArray(communes)) return undefined;
  const told = communes.filter(isObject).find(({ id }) => id === communeId)?.["backup_at"];
  return typeof told === "string" || told === null ? told : undefined;
}

/** Take the kinds as they are now; false: they did not come. */
async function fetchKinds(): Promise<boolean> {
  const answer = await read("/api/kinds");
  if (!answer || !readCatalog(answer)) return false;
  const before = JSON.stringify(await registry.read("kinds"));
  if (JSON.stringify(answer) !== before) takeCatalog(await keepCatalog(registry, answer));
  return true;
}

/** Read from our server; null: no network, a portal's page, a refusal (the runner deals with it). */
async function read(path: string, token?: string): Promise<JsonObject | null> {
  try {
    const response = await fetch(path, {
      ...(token ? shownBy(token) : { credentials: "omit" }),
      cache: "no-cache", // what has not changed comes from the browser's own store
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || !response.headers.has(OUR_MARK)) return null;
    const body: unknown = await response.json();
    return isObject(body) ? body : null;
  } catch {
    return null; // silence, or cut on the way
  }
}
