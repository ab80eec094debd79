import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Registry } from "../../src/db/registry.ts";
import { anId } from "../support/phones.ts";

test("who signed in is found again, and forgotten when he signs out", async () => {
  const registry = new Registry();
  const account = { communeId: anId(), person: anId(), installId: anId(), token: "t" };

  await registry.putAccount({ ...account, standing: null });
  await registry.putAccount({ ...account, token: "u", standing: "device_locked" });
  const found = (await registry.accounts()).filter((one) => one.person === account.person);
  await registry.dropAccount(account.communeId, account.person);

  assert.deepEqual(found, [{ ...account, token: "u", standing: "device_locked" }]);
  assert.deepEqual(
    (await registry.accounts()).filter((one) => one.person === account.person),
    [],
  );
});

test("noting where somebody stands leaves his new token alone, and brings nobody back", async () => {
  const registry = new Registry();
  const account = { communeId: anId(), person: anId(), installId: anId(), token: "t" };
  await registry.putAccount({ ...account, token: "new", standing: null });

  await registry.noteStanding(account.communeId, account.person, "device_locked");
  await registry.noteStanding(account.communeId, "nobody", "device_locked");

  const found = (await registry.accounts()).filter((one) => one.communeId === account.communeId);
  assert.deepEqual(found, [{ ...account, token: "new", standing: "device_locked" }]);
});

test("what belongs to the installation outlives the page", async () => {
  const id = anId();

  await new Registry().write("id", id);

  assert.equal(await new Registry().read("id"), id);
});

test("a token is flushed to the disk before the sign-in counts as done", async (t) => {
  const opened = t.mock.method(IDBDatabase.prototype, "transaction");

  await new Registry().putAccount({
    communeId: anId(),
    person: anId(),
    installId: anId(),
    token: "t",
    standing: null,
  });

  const options = opened.mock.calls[0]?.arguments[2] as IDBTransactionOptions;
  assert.equal(options.durability, "strict");
});
