/** Signing out: this person's book leaves the phone, and never while something in it is unsent. */

import { allDrafts } from "../db/drafts.ts";
import { isOf, Registry } from "../db/registry.ts";
import { announceChange, closeBook, openBook, type Session } from "./session.ts";
import { endToken } from "./sign-in-door.ts";
import { readSyncBook } from "./sync-standing.ts";

const registry = new Registry();

/** What would stop a sign-out, and what would go with it. */
export interface Leaving {
  /** How many things the server has not: none may be lost. */
  readonly unsent: number;
  /** How many photos and voice notes of what it has, it has not. */
  readonly photos: number;
  /** How many forms were begun and not saved. */
  readonly drafts: number;
}

/** Read what a sign-out would meet. */
export async function readLeaving({ disk, phone }: Session): Promise<Leaving> {
  const { waiting, aside } = await readSyncBook(disk);
  const drafts = await disk.read(["drafts"], allDrafts);
  const photos = await phone.blobs.waiting();
  return { unsent: waiting + aside, photos: photos.length, drafts: drafts.length };
}

/**
 * Delete the person's database and forget the account; say whether it was done: not while something
 * is unsent. Without a network the token stays good until the person signs in anew.
 */
export async function signOut(session: Session): Promise<boolean> {
  const { account, disk, engine } = session;
  await engine.stop();
  const isErased = await disk.eraseWhenSent();
  if (!isErased) {
    engine.start();
    void engine.wake("timer");
    return false;
  }
  const known = (await registry.accounts()).find((one) => isOf(one, account)) ?? account;
  await registry.dropAccount(account.communeId, account.person);
  void endToken((url, options) => globalThis.fetch(url, options), known.token);
  announceChange(disk);
  await closeBook();
  await openBook();
  return true;
}
