/**
 * Signing in on this phone: an invitation in, a book of one's own out, which opens without a
 * network from then on. Once the server has let somebody in, it is written down before all else.
 */

import { type Account, isOf, Registry } from "../db/registry.ts";
import { Catalog, keepCatalog, keptCatalog } from "../kinds/catalog.ts";
import { makeId } from "../lib/ids.ts";
import { BY_COOKIE } from "../sync/credentials.ts";
import type { Fetch } from "../sync/transport.ts";
import { isHonorificChosen } from "./looks.ts";
import { phoneName } from "./platform.ts";
import { closeBook, openBook } from "./session.ts";
import {
  askForDemo,
  askForDemoOffice,
  askForKinds,
  askToEnter,
  type Commune,
  type Entered,
  endToken,
  type Invitation,
  isRefused,
  type Refused,
} from "./sign-in-door.ts";

const CHANCE_BYTES = 10;
const registry = new Registry();
const fetch: Fetch = (url, options) => globalThis.fetch(url, options);

/** Somebody who was let in and has not yet said which commune's book to open. */
export interface Entry extends Entered {
  readonly installId: string;
  readonly isDemo: boolean;
}

/**
 * Ask to be let in. The kinds come first: a phone that is signed in without them could write
 * nothing where there is no network, and the invitation would be used up.
 */
export async function enter(invitation: Invitation): Promise<Entry | Refused> {
  const [hasKinds, demo] = await Promise.all([fetchKinds(), askForDemo(fetch)]);
  if (!hasKinds) return { why: "offline" };
  const installId = await readInstallId();
  const label = phoneName(navigator.userAgent);
  const answer = await askToEnter(fetch, invitation, { installId, label });
  return isRefused(answer) ? answer : { ...answer, installId, isDemo: demo !== null };
}

/** Write down who signed in for which commune, and open the book: the old one if there is one. */
export async function begin(entry: Entry, commune: Commune): Promise<void> {
  const { person, name, deviceId, token, installId, isDemo } = entry;
  const key = { communeId: commune.id, person };
  const before = (await registry.accounts()).find((one) => isOf(one, key));
  const isContinued = before !== undefined && before.standing !== "wipe";
  await closeBook();
  await registry.putAccount({
    ...key,
    name,
    deviceId,
    token,
    installId,
    isDemo,
    communeName: commune.name,
    standing: null,
    agreed: (isContinued && before.agreed) || null,
  });
  await registry.write("current", key);
  if (!isContinued) isHonorificChosen.value = false;
  await openBook();
}

/** Forget who was signed in here: his book was deleted because the phone was reported stolen. */
export async function forgetWiped({ communeId, person }: Account): Promise<void> {
  await closeBook();
  await registry.dropAccount(communeId, person);
  await openBook();
}

/** Give who may look around in a demo; null: this is none. */
export function findDemo(): ReturnType<typeof askForDemo> {
  return askForDemo(fetch);
}

/** Give who may look around at the desk of a demo; null: this is none. */
export function findDemoOffice(): ReturnType<typeof askForDemoOffice> {
  return askForDemoOffice(fetch);
}

/** End a cookie that a sign-out without a network left behind; false: it could not be ended now. */
export function endCookie(): Promise<boolean> {
  return endToken(fetch, BY_COOKIE);
}

async function fetchKinds(): Promise<boolean> {
  const answer = await askForKinds(fetch);
  if (answer === null) return (await keptCatalog(registry)) instanceof Catalog;
  await keepCatalog(registry, answer);
  return true;
}

/** One id an installation: the server tells phones apart by it, and lets a lost answer be asked again. */
async function readInstallId(): Promise<string> {
  const known = await registry.read("id");
  if (typeof known === "string") return known;
  const made = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(CHANCE_BYTES)));
  await registry.write("id", made);
  return made;
}
