import assert from "node:assert/strict";
import { test } from "node:test";
import { openDB } from "idb";
import { keepBlob, noteBlob, readBytes } from "../../src/db/blob-bytes.ts";
import { unsentBlobs } from "../../src/db/blobs.ts";
import { Disk } from "../../src/db/disk.ts";
import { putDraft } from "../../src/db/drafts.ts";
import { freePhotos } from "../../src/db/room.ts";
import { ALL_STORES, type PhoneSchema, UPGRADES } from "../../src/db/schema.ts";
import { aTaken, photoOf } from "../support/blobs.ts";
import { aMutation, anId, aPhone, applied, at, NOW_MS, type Setting } from "../support/phones.ts";
import { receive } from "../support/pulls.ts";
import { fillUp } from "../support/room.ts";
import { aRow, outboxIds } from "../support/stores.ts";

const HOUR_MS = 60 * 60 * 1000;
const MONTH_MS = 31 * 24 * HOUR_MS;

/** Take a photo and save the record that names it; give the mutation. */
async function savePhoto({ phone, disk }: Setting, taken = aTaken()) {
  await keepBlob(disk, taken, NOW_MS);
  const recordId = anId();
  const content = { photos: [photoOf(taken)] };
  const deed = { act: "create", recordId, stream: "log:g", kind: "camera", content } as const;
  return { taken, mutation: await phone.act(deed) };
}

function unsent(disk: Disk): Promise<string[]> {
  return disk.read(["blobs"], async (to) => (await unsentBlobs(to)).map(({ sha256 }) => sha256));
}

const setSent = (disk: Disk, sha256: string) =>
  disk.write(["blobs", "blob_bytes", "outbox", "retained"], (to) =>
    noteBlob(to, sha256, { sent_at: NOW_MS }),
  );

test("a book of the second version opens with the work in it, and takes photos", async () => {
  const name = anId();
  const second = await openDB<PhoneSchema>(name, 2, {
    upgrade: (db, _from, _to, transaction) => {
      for (const upgrade of UPGRADES.slice(0, 2)) upgrade(db, transaction);
    },
  });
  const mutation = aMutation();
  const body = JSON.stringify(mutation);
  const { id, record_id } = mutation;
  await second.put("outbox", { id, record_id, aside_at: null, size_bytes: body.length, body });
  await second.put("drafts", { id: "d", body: "{}" });
  second.close();

  const phone = aPhone(undefined, new Disk(name));
  const { taken } = await savePhoto(phone);

  const [kept] = await outboxIds(phone.disk);
  assert.equal(kept, id);
  assert.deepEqual((await readBytes(phone.disk, taken.sha256))?.bytes, taken.bytes);
  assert.equal(await phone.disk.read(["drafts"], (to) => to.raw.objectStore("drafts").count()), 1);
});

test("an act names every blob of its content, and one transaction puts both on the disk", async (t) => {
  const phone = aPhone();
  const [one, other] = [aTaken(), aTaken()];
  await keepBlob(phone.disk, one, NOW_MS);
  const findings = [
    { id: anId(), photos: [photoOf(one)], voice: { ...photoOf(other), seconds: 3 } },
  ];
  const deed = { act: "edit", recordId: anId(), kind: "patrol", content: { findings } } as const;
  fillUp(t, ["outbox"], 9);

  await assert.rejects(phone.phone.act(deed), { name: "QuotaExceededError" });
  assert.deepEqual(await unsent(phone.disk), []);
  t.mock.restoreAll();
  const { blobs } = await phone.phone.act(deed);

  assert.deepEqual(blobs, [one.sha256, other.sha256].sort());
  assert.deepEqual(await unsent(phone.disk), [one.sha256]);
});

test("what no draft and no act has come to name goes after an hour, and nothing else", async () => {
  const { disk } = aPhone();
  const [named, left, fresh] = [aTaken(), aTaken(), aTaken()];
  await keepBlob(disk, named, NOW_MS);
  await keepBlob(disk, left, NOW_MS);
  await disk.write(["drafts"], (to) => putDraft(to, "d", { photos: [photoOf(named)] }));

  await keepBlob(disk, fresh, NOW_MS + HOUR_MS + 1);

  const kept = await Promise.all([named, left, fresh].map(({ sha256 }) => readBytes(disk, sha256)));
  assert.deepEqual(kept.map(Boolean), [true, false, true]);
});

test("a reset offers every blob again, in its own transaction", async () => {
  const phone = aPhone();
  const { taken, mutation } = await savePhoto(phone);
  await receive(phone.phone, { results: [applied(mutation, 1)], witness: at(1) });
  await setSent(phone.disk, taken.sha256);
  assert.deepEqual(await unsent(phone.disk), []);

  await receive(phone.phone, { reset: true, witness: at(1, "bbbbbbbb") });

  assert.deepEqual(await unsent(phone.disk), [taken.sha256]);
  assert.deepEqual(await outboxIds(phone.disk), [mutation.id]);
});

test("what a row lacks after all is offered again", async () => {
  const phone = aPhone();
  const { taken, mutation } = await savePhoto(phone);
  const results = [applied(mutation, 1)];
  await receive(phone.phone, { results, streams: { "log:g": "write" }, witness: at(1) });
  await setSent(phone.disk, taken.sha256);
  const row = { ...aRow(mutation.record_id, 2), missing: [taken.sha256, "0".repeat(64)] };

  await receive(phone.phone, { records: [row], cursor: at(2), witness: at(2) });

  assert.deepEqual(await unsent(phone.disk), [taken.sha256]);
});

test("a blob goes with its retained act, but never before the server has it", async () => {
  const phone = aPhone();
  const [sent, late] = [await savePhoto(phone), await savePhoto(phone)];
  const results = [applied(sent.mutation, 1), applied(late.mutation, 2)];
  await receive(phone.phone, { results, witness: at(2) });
  await setSent(phone.disk, sent.taken.sha256);
  phone.hand.nowMs += MONTH_MS;
  await receive(phone.phone, { witness: at(2), backup: at(2) });

  assert.equal(await readBytes(phone.disk, sent.taken.sha256), null);
  assert.deepEqual(await unsent(phone.disk), [late.taken.sha256]);

  await setSent(phone.disk, late.taken.sha256);
  assert.equal(await readBytes(phone.disk, late.taken.sha256), null);
});

test("what retention emptied takes its photos with it", async () => {
  const phone = aPhone();
  const { taken, mutation } = await savePhoto(phone);
  await receive(phone.phone, {
    results: [applied(mutation, 1)],
    streams: { "log:g": "write" },
    witness: at(1),
  });
  const emptied = { kind: "camera", content: {}, purged: { photos: 5 } };

  await receive(phone.phone, {
    records: [aRow(mutation.record_id, 5, emptied)],
    cursor: at(5),
    witness: at(5),
  });

  assert.equal(await readBytes(phone.disk, taken.sha256), null);
});

test("where storage is short, photos that the server has go before anything else", async (t) => {
  const phone = aPhone();
  const { taken } = await savePhoto(phone);
  await setSent(phone.disk, taken.sha256);
  const waiting = await savePhoto(phone);
  fillUp(t, ["outbox"], 1);

  await phone.phone.save([aMutation()]);

  assert.equal(await readBytes(phone.disk, taken.sha256), null);
  assert.deepEqual(await unsent(phone.disk), [waiting.taken.sha256]);
  assert.equal(await freePhotos(phone.disk), 0);
});

test("nobody signs out while a photo of his is unsent; a stolen phone keeps none", async () => {
  const phone = aPhone();
  const { mutation } = await savePhoto(phone);
  await receive(phone.phone, { results: [applied(mutation, 1)], witness: at(1) });

  assert.equal(await phone.disk.eraseWhenSent(), false);
  await phone.disk.erase();

  const left = await phone.disk.read(ALL_STORES, async (to) => {
    const counts = ALL_STORES.map((name) => to.raw.objectStore(name).count());
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
  assert.equal(left, 0);
});
