import assert from "node:assert/strict";
import { test } from "node:test";
import { beginAwaiting, endAwaiting, readAwaiting, wayBack } from "../../src/session/awaiting.ts";
import { readDrafts } from "../../src/session/drafts.ts";
import { aPhone } from "../support/phones.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

test("where the camera was open is known until it closed, for half a day, and is no draft", async () => {
  const { disk } = aPhone();
  const awaiting = { href: "/draft/d", path: "photos", atMs: Date.now() };

  await beginAwaiting(disk, awaiting);

  assert.deepEqual(await readAwaiting(disk), awaiting);
  assert.deepEqual(await readDrafts(disk), []);
  await beginAwaiting(disk, { ...awaiting, atMs: Date.now() - DAY_MS });
  assert.equal(await readAwaiting(disk), null);
  await beginAwaiting(disk, awaiting);
  await endAwaiting(disk);
  assert.equal(await readAwaiting(disk), null);
});

test("nobody is led back twice: what he was at may have gone", async () => {
  const { disk } = aPhone();
  await beginAwaiting(disk, { href: "/draft/d", path: "photos", atMs: Date.now() });

  assert.equal(await wayBack(disk), "/draft/d");
  assert.equal(await wayBack(disk), null);
});
