/**
 * Who has the book open on this phone: his database, the phone that writes into it, the runner that
 * sends it, and the kinds. Every screen asks here; only one person at a time has it open.
 */

import { signal } from "@preact/signals";
import { Disk, databaseName } from "../db/disk.ts";
import { type Account, type AccountKey, isOf, Registry } from "../db/registry.ts";
import { Catalog, readCatalog } from "../kinds/catalog.ts";
import type { BlobProgress } from "../sync/blob-post.ts";
import { browserHost, browserSurroundings } from "../sync/browser.ts";
import { Engine, type Host } from "../sync/engine.ts";
import { Phone } from "../sync/phone.ts";
import { firstScreen } from "./first-screen.ts";

export interface Session {
  readonly account: Account;
  readonly disk: Disk;
  readonly phone: Phone;
  readonly engine: Engine;
  readonly catalog: Catalog;
}

/** What the app stands before: still looking, nobody signed in, a book open, or a fault. */
export type Opened =
  | { readonly now: "opening" }
  | { readonly now: "nobody" }
  | { readonly now: "open"; readonly session: Session }
  | { readonly now: "failed"; readonly error: unknown };

export const opened = signal<Opened>({ now: "opening" });

/** Counts what was saved or exchanged in the open book, by this tab or another. */
export const changes = signal(0);

/** Why nothing is sent; null: it is, or would be with a network. */
export const standing = signal<string | null>(null);

/** How many acts this tab is sending right now. */
export const underWay = signal(0);

/** The photo or voice note that this tab is sending right now; null: none. */
export const blobUnderWay = signal<BlobProgress | null>(null);

const registry = new Registry();
let endListening: () => void = () => undefined;

/** Open the book of whoever is signed in on this installation. */
export async function openBook(): Promise<void> {
  try {
    const { account, kinds } = await registry.atStart();
    if (!account) {
      opened.value = { now: "nobody" };
      return;
    }
    const catalog = readCatalog(kinds) ?? new Catalog({});
    opened.value = { now: "open", session: begin(account, catalog) };
  } catch (error) {
    opened.value = { now: "failed", error };
  }
}

/** Close the book: the runner ends, screens show nobody's. */
export async function closeBook(): Promise<void> {
  const was = opened.value;
  opened.value = { now: "opening" };
  endListening();
  if (was.now === "open") {
    await was.session.engine.stop();
    await was.session.disk.close();
  }
}

/** The open book; screens below the sign-in are drawn only while there is one. */
export function useSession(): Session {
  const now = opened.value;
  if (now.now !== "open") throw new Error("a screen of the book was drawn without a session");
  return now.session;
}

/** Take newer kinds into the open book. */
export function takeCatalog(catalog: Catalog): void {
  const now = opened.value;
  if (now.now !== "open") return;
  const { account, disk, phone, engine } = now.session;
  current.catalog = catalog;
  opened.value = { now: "open", session: { account, disk, phone, engine, catalog } };
}

/** Take what has changed of the account itself into the open book. */
export function takeAccount(account: Account): void {
  const now = opened.value;
  if (now.now !== "open") return;
  opened.value = { now: "open", session: { ...now.session, account } };
}

/** Tell other tabs that something about this book has changed. */
export function announceChange(disk: Disk): void {
  browserHost({ note: () => Promise.resolve(), fail: () => undefined }).announce(
    disk.name,
    "exchanged",
  );
}

/** The kinds that the phone writes by; they may come anew while it is open. */
const current = { catalog: new Catalog({}) };

function begin(account: Account, catalog: Catalog): Session {
  current.catalog = catalog;
  const disk = new Disk(databaseName(account.communeId, account.person));
  const around = browserSurroundings(
    (kind) => current.catalog.itemKeysOf(kind),
    (kind) => current.catalog.versionOf(kind),
  );
  const phone = new Phone(account, disk, around);
  phone.paused = account.standing;
  phone.onUnderWay = (count) => {
    underWay.value = count;
  };
  phone.blobs.onProgress = (progress) => {
    blobUnderWay.value = progress;
  };
  standing.value = account.standing;
  const host = hostOf(account);
  const engine = new Engine(phone, host, () => Date.now());
  endListening();
  endListening = host.heard(disk.name, () => void takeChange(account, phone));
  engine.start();
  void firstScreen.then(() => engine.wake("timer"));
  return { account, disk, phone, engine, catalog };
}

function hostOf({ communeId, person }: Account): Host {
  return browserHost({
    note: async (code) => {
      await registry.noteStanding(communeId, person, code);
      standing.value = code;
    },
    fail: (error) => globalThis.reportError(error),
  });
}

async function leave(): Promise<void> {
  await closeBook();
  await openBook();
}

/** Another tab or the service worker may have learnt why nothing is sent: read it, too. */
async function takeChange(key: AccountKey, phone: Phone): Promise<void> {
  changes.value += 1;
  const account = (await registry.accounts()).find((one) => isOf(one, key));
  if (!account) return leave(); // signed out over there
  if (account.token !== phone.owner.token) phone.resume(account.token); // signed in anew over there
  standing.value = account.standing;
}
