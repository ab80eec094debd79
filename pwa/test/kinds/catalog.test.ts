import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Registry } from "../../src/db/registry.ts";
import { keepCatalog, keptCatalog, readCatalog } from "../../src/kinds/catalog.ts";
import { SHIPPED } from "../support/kinds.ts";

test("item lists and versions are known of every kind that is shipped", () => {
  const catalog = readCatalog({ kinds: SHIPPED });

  assert.equal(catalog?.itemKeysOf("patrol")["participants"], "member_id");
  for (const [id, kind] of Object.entries(SHIPPED)) {
    assert.equal(catalog?.versionOf(id), kind["version"]);
  }
});

test("a kind that nobody knows has no item lists", () => {
  const catalog = readCatalog({ kinds: SHIPPED });

  assert.deepEqual(catalog?.itemKeysOf("of_tomorrow"), {});
});

test("a kind whose lists are empty has them all the same: the server does not send them", () => {
  const { rules: _, ...bare } = SHIPPED["camera"] ?? {};

  const kind = readCatalog({ kinds: { camera: bare } })?.kinds["camera"];

  assert.deepEqual(kind?.["rules"], []);
  assert.deepEqual(kind?.["steps"], SHIPPED["camera"]?.["steps"]);
});

test("kinds are kept for a start without a network", async () => {
  await keepCatalog(new Registry(), { kinds: SHIPPED });

  assert.deepEqual((await keptCatalog(new Registry()))?.kinds, SHIPPED);
});

for (const odd of [
  null,
  [],
  {},
  { kinds: [] },
  { kinds: {} },
  { kinds: { patrol: {} } },
  "<html>",
]) {
  test(`what is not a list of kinds never takes the place of one: ${JSON.stringify(odd)}`, async () => {
    await assert.rejects(keepCatalog(new Registry(), odd), TypeError);
  });
}
