import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Disk } from "../../src/db/disk.ts";
import { addToOutbox, countOutbox, takeOut } from "../../src/db/outbox.ts";
import { type Account, Registry } from "../../src/db/registry.ts";
import { readState } from "../../src/db/state.ts";
import type { Mutation } from "../../src/lib/wire.ts";
import { aMutation, anId } from "../support/phones.ts";
import { outboxIds } from "../support/stores.ts";

test("a book is erased for a sign-out only when its outbox is empty", async () => {
  const disk = new Disk(`an-thon:${anId()}:${anId()}`);
  const unsent = { id: anId(), record_id: anId() } as Mutation;
  await disk.write(["outbox"], (to) => addToOutbox(to, [unsent]));

  assert.equal(await disk.eraseWhenSent(), false);
  assert.equal(await disk.read(["outbox"], countOutbox), 1);

  await disk.write(["outbox"], (to) => takeOut(to, unsent.id));
  assert.equal(await disk.eraseWhenSent(), true);
  const left = (await indexedDB.databases()).map(({ name }) => name);
  assert.ok(!left.includes(disk.name));
});

test("whoever still reads a book that was left does not make it anew, and nobody writes into it", async () => {
  const disk = new Disk(anId());
  await outboxIds(disk);

  assert.equal(await disk.eraseWhenSent(), true);
  void disk.read(["meta"], readState);
  await assert.rejects(
    disk.write(["outbox"], (to) => addToOutbox(to, [aMutation()])),
    /no longer/,
  );

  const names = (await indexedDB.databases()).map(({ name }) => name);
  assert.ok(!names.includes(disk.name));
});

test("of several who are signed in, the last one's book is opened, then another's", async () => {
  const registry = new Registry();
  for (const known of await registry.accounts()) {
    await registry.dropAccount(known.communeId, known.person);
  }
  const [first, last] = ["1", "2"].map((number) => anAccount(`${number}-${anId()}`));
  assert.ok(first && last);
  await registry.putAccount(first);
  await registry.putAccount(last);

  await registry.write("current", { communeId: last.communeId, person: last.person });
  assert.deepEqual((await registry.atStart()).account, last);
  await registry.dropAccount(last.communeId, last.person);
  assert.deepEqual((await registry.atStart()).account, first);
  await registry.dropAccount(first.communeId, first.person);
  assert.equal((await registry.atStart()).account, null);
});

test("a yes to the privacy notice outlives a note of where the account stands", async () => {
  const registry = new Registry();
  const account = anAccount(anId());
  const agreed = { version: "2026-11", at: "2026-11-21T13:05:00.000Z" };
  await registry.putAccount(account);

  await registry.noteAgreement(account, agreed);
  await registry.noteStanding(account.communeId, account.person, "device_locked");

  const found = (await registry.accounts()).find(({ person }) => person === account.person);
  assert.deepEqual(found, { ...account, agreed, standing: "device_locked" });
});

function anAccount(person: string): Account {
  return {
    communeId: "c",
    person,
    installId: anId(),
    token: "t",
    standing: null,
    agreed: null,
  };
}
