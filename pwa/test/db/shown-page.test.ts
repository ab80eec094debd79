import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { deleteDB } from "idb";
import { Disk } from "../../src/db/disk.ts";
import { addToOutbox } from "../../src/db/outbox.ts";
import { Registry } from "../../src/db/registry.ts";
import { followShownPage } from "../../src/db/shown-page.ts";
import type { Mutation } from "../../src/lib/wire.ts";
import { aMutation, anId } from "../support/phones.ts";
import { outboxIds } from "../support/stores.ts";

const page = new EventTarget();
followShownPage(page);

test("a page put aside holds up nobody, and does again what it broke off", async () => {
  const disk = new Disk(anId());
  const [ours, others] = [aMutation(), aMutation()];
  const started = aSignal();
  let runs = 0;
  const saving = disk.write(["outbox"], async (to) => {
    runs += 1;
    await addToOutbox(to, [ours]);
    started.give();
    while (runs === 1) await to.raw.objectStore("outbox").count(); // it has much to do
  });
  await started.given;

  tell("pagehide", true);
  await writeElsewhere(disk.name, others);
  tell("pageshow", true);
  await saving;

  assert.equal(runs, 2);
  assert.deepEqual(new Set(await outboxIds(disk)), new Set([ours.id, others.id]));
});

test("what a page begins as it is put aside waits until it is shown again", async () => {
  const [disk, registry] = [new Disk(anId()), new Registry()];
  const mutation = aMutation();
  await outboxIds(disk);
  const ended: string[] = [];

  tell("pagehide", true);
  const saving = disk.write(["outbox"], (to) => addToOutbox(to, [mutation]));
  const noting = registry.write("server", { version: "1" });
  void saving.then(() => ended.push("saving"));
  void noting.then(() => ended.push("noting"));
  await deleteDB(disk.name); // no connection of this page is in the way
  assert.deepEqual(ended, []);
  tell("pageshow", true);
  await Promise.all([saving, noting]);

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.deepEqual(await registry.read("server"), { version: "1" });
});

test("a page that goes for good does what it still can", async () => {
  const disk = new Disk(anId());
  const mutation = aMutation();

  tell("pagehide", false);
  await disk.write(["outbox"], (to) => addToOutbox(to, [mutation]));

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
});

function tell(type: "pagehide" | "pageshow", persisted: boolean): void {
  page.dispatchEvent(Object.assign(new Event(type), { persisted }));
}

function aSignal(): { given: Promise<void>; give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** Another page of the app saves a mutation of its own. */
function writeElsewhere(name: string, mutation: Mutation): Promise<void> {
  const { id, record_id } = mutation;
  const body = JSON.stringify(mutation);
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction("outbox", "readwrite");
      const line = { id, record_id, aside_at: null, size_bytes: body.length, body };
      writing.objectStore("outbox").put(line);
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
