/** What the service worker does on a sync event: everybody's outbox, once, with no screen. */

import { Disk, databaseName } from "../db/disk.ts";
import type { Account, Registry } from "../db/registry.ts";
import { Engine, type Host } from "./engine.ts";
import { Phone, type Surroundings } from "./phone.ts";
import { hasUnsent } from "./request.ts";

/** Make a host for one account. */
export type HostFor = (account: Account) => Host;

/** Sync everybody who is signed in; say whether anything is left that could be sent. */
export async function syncEverybody(
  registry: Registry,
  around: Surroundings,
  hostFor: HostFor,
): Promise<boolean> {
  let isLeft = false;
  for (const account of await registry.accounts()) {
    isLeft = (await syncOne(account, around, hostFor(account))) || isLeft;
  }
  return isLeft;
}

async function syncOne(account: Account, around: Surroundings, host: Host): Promise<boolean> {
  const disk = new Disk(databaseName(account.communeId, account.person));
  const phone = new Phone(account, disk, around);
  await new Engine(phone, host, () => around.now()).wake("background");
  const hasMore = (await hasUnsent(disk, around.now())) || (await phone.blobs.waiting()).length > 0;
  const isLeft = phone.paused === null && hasMore;
  await disk.close();
  return isLeft;
}
