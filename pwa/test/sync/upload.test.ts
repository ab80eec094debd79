import assert from "node:assert/strict";
import { test } from "node:test";
import { keepBlob, readBytes, type Taken } from "../../src/db/blob-bytes.ts";
import { unsentBlobs } from "../../src/db/blobs.ts";
import { Disk } from "../../src/db/disk.ts";
import { Registry } from "../../src/db/registry.ts";
import { syncEverybody } from "../../src/sync/background.ts";
import { Engine } from "../../src/sync/engine.ts";
import { aTaken, BlobDoors, photoOf } from "../support/blobs.ts";
import { Browser, type Tab } from "../support/hosts.ts";
import { aMutation, anId, aPhone, NOW_MS, type Setting } from "../support/phones.ts";
import { outboxIds } from "../support/stores.ts";
import { Village } from "../support/village.ts";

const KIB = 1024;

interface Scene extends Setting {
  readonly doors: BlobDoors;
  readonly village: Village;
  readonly browser: Browser;
  readonly tab: Tab;
  readonly engine: Engine;
}

function setUp(): Scene {
  const village = new Village();
  const doors = new BlobDoors(village.answer);
  const one = aPhone();
  one.hand.answer = doors.answer;
  const browser = new Browser();
  const tab = browser.openTab();
  const engine = new Engine(one.phone, tab.host, () => one.hand.nowMs);
  return { ...one, doors, village, browser, tab, engine };
}

async function savePhotos({ disk, phone }: Setting, ...taken: Taken[]): Promise<void> {
  for (const [at, one] of taken.entries()) await keepBlob(disk, one, NOW_MS + at);
  const content = { photos: taken.map(photoOf) };
  await phone.act({ act: "create", recordId: anId(), stream: "log:g", kind: "camera", content });
}

async function left({ disk }: Setting) {
  const lines = await disk.read(["blobs"], unsentBlobs);
  return lines.map(({ sha256, aside_at }) => [sha256, aside_at !== null]);
}

test("text goes first, then one photo after the other, in pieces that grow", async () => {
  const scene = setUp();
  const [large, small] = [aTaken(200 * KIB), aTaken(10 * KIB)];
  await savePhotos(scene, large, small);
  scene.doors.onAsked = () => assert.equal(scene.village.arrived.length, 1);

  await scene.engine.wake("timer");

  const offsets = [0, 16 * KIB, 80 * KIB];
  const pieces = offsets.map((offset) => `PATCH ${offset}`);
  assert.deepEqual(scene.doors.asked, ["HEAD", ...pieces, "HEAD", "PATCH 0"]);
  assert.deepEqual(scene.doors.whole.get(large.sha256), large.bytes);
  assert.deepEqual(scene.doors.whole.get(small.sha256), small.bytes);
  assert.deepEqual(await left(scene), []);
});

test("a cut at any byte is gone on from, and no byte is sent for nothing", async () => {
  for (const cut of [0, 1, 4 * KIB, 16 * KIB - 1, 16 * KIB]) {
    const scene = setUp();
    const taken = aTaken(40 * KIB);
    await savePhotos(scene, taken);
    scene.doors.cuts.push(cut);
    await scene.engine.wake("timer");
    assert.deepEqual(await left(scene), [[taken.sha256, false]]);
    assert.deepEqual(await outboxIds(scene.disk), []);

    await scene.engine.wake("online");

    assert.deepEqual(scene.doors.asked.slice(0, 4), ["HEAD", "PATCH 0", "HEAD", `PATCH ${cut}`]);
    assert.deepEqual(scene.doors.whole.get(taken.sha256), taken.bytes);
    assert.deepEqual(await left(scene), []);
  }
});

test("what is saved meanwhile goes before the next piece, also out of another tab", async () => {
  const scene = setUp();
  const taken = aTaken(40 * KIB);
  await savePhotos(scene, taken);
  const other = aPhone(scene.owner, new Disk(scene.disk.name));
  const [own, others] = [aMutation(), aMutation()];
  const seen: number[] = [];
  scene.doors.onAsked = async () => {
    seen.push(scene.village.arrived.length);
    if (seen.length === 1) await scene.phone.save([own]);
    if (seen.length === 3) await other.phone.save([others]);
  };

  await scene.engine.wake("timer");

  assert.deepEqual(seen, [1, 2, 2, 3, 3]);
  assert.deepEqual(scene.doors.whole.get(taken.sha256), taken.bytes);
});

test("a portal, a busy server and silence are no network: nothing changes, text goes on", async () => {
  const portal = async () => new Response("<html>", { status: 200 });
  const busy = async () => new Response(null, { status: 503 });
  const silent = async () => Promise.reject(new TypeError("Failed to fetch"));
  for (const fault of [portal, busy, silent]) {
    const scene = setUp();
    const taken = aTaken();
    await savePhotos(scene, taken);
    scene.hand.answer = (url, options) =>
      url.includes("/blobs/") ? fault() : scene.doors.answer(url, options);
    await scene.engine.wake("timer");
    const mutation = aMutation();

    await scene.phone.save([mutation]);
    await scene.engine.wake("save");

    assert.deepEqual(await outboxIds(scene.disk), []);
    assert.deepEqual(await left(scene), [[taken.sha256, false]]);
    assert.ok(scene.phone.blobs.waitMs() > 0);
  }
});

test("one that the server does not know of waits, and the next one goes", async () => {
  const scene = setUp();
  const [first, second] = [aTaken(), aTaken()];
  await savePhotos(scene, first, second);
  scene.doors.isUnknown = true;
  scene.doors.onAsked = () => {
    scene.doors.isUnknown = scene.doors.asked.length === 0;
  };

  await scene.engine.wake("timer");

  assert.deepEqual(await left(scene), [[first.sha256, false]]);
  assert.ok(scene.phone.blobs.waitMs() > 0);
});

test("odd bytes are sent anew, and after three times set aside where they are seen", async () => {
  const scene = setUp();
  const [odd, fine] = [aTaken(), aTaken()];
  await savePhotos(scene, odd, fine);
  const hash = { status: 422, code: "blob.hash" };
  scene.doors.refusals.push(hash, hash, hash);

  await scene.engine.wake("timer");

  const thrice = ["HEAD", "PATCH 0", "HEAD", "PATCH 0", "HEAD", "PATCH 0"];
  assert.deepEqual(scene.doors.asked, [...thrice, "HEAD", "PATCH 0"]);
  assert.deepEqual(await left(scene), [[odd.sha256, true]]);
  assert.deepEqual(await scene.phone.blobs.waiting(), []);
  assert.ok(await readBytes(scene.disk, odd.sha256));
});

test("two tabs and the worker send no byte twice", async () => {
  const scene = setUp();
  const taken = [aTaken(40 * KIB), aTaken(40 * KIB)];
  await savePhotos(scene, ...taken);
  const other = aPhone(scene.owner, new Disk(scene.disk.name));
  other.hand.answer = scene.doors.answer;
  const second = new Engine(other.phone, scene.browser.openTab().host, () => NOW_MS);

  await Promise.all([scene.engine.wake("timer"), second.wake("timer")]);

  assert.equal(scene.doors.asked.filter((one) => one === "PATCH 0").length, 2);
  assert.deepEqual(await left(scene), []);
});

test("the worker sends photos too, and says when one is left", async () => {
  const scene = setUp();
  await new Registry().putAccount({ ...scene.owner, standing: null } as never);
  const { communeId, person } = scene.owner;
  const own = aPhone(scene.owner, new Disk(`an-thon:${communeId}:${person}`));
  await savePhotos(own, aTaken(40 * KIB));
  scene.doors.cuts.push(5);
  const again = () =>
    syncEverybody(new Registry(), scene.around, () => scene.browser.openTab().host);

  assert.equal(await again(), true);
  assert.equal(await again(), false);
  assert.equal(scene.doors.whole.size, 1);
});
