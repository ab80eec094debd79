import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { unwrap } from "idb";
import { Disk, type Transaction } from "../../src/db/disk.ts";
import { addToOutbox } from "../../src/db/outbox.ts";
import { aMutation, anId } from "../support/phones.ts";
import { outboxIds } from "../support/stores.ts";

test("what a closing connection took with it, before the closing is told, is tried again", async () => {
  const disk = new Disk(anId());
  const mutation = aMutation();
  let runs = 0;

  await disk.write(["outbox"], async (to) => {
    runs += 1;
    const adding = addToOutbox(to, [mutation]);
    if (runs === 1) breakOff(to);
    await adding;
  });

  assert.equal(runs, 2);
  assert.deepEqual(await outboxIds(disk), [mutation.id]);
});

test("what is taken away twice is told", async () => {
  const disk = new Disk(anId());
  let runs = 0;

  const attempt = disk.write(["outbox"], async (to) => {
    runs += 1;
    const adding = addToOutbox(to, [aMutation()]);
    breakOff(to);
    await adding;
  });

  await assert.rejects(attempt, { name: "AbortError" });
  assert.equal(runs, 2);
  assert.deepEqual(await outboxIds(disk), []);
});

test("a database refused while the last connection to it closes is asked for again", async (t) => {
  const disk = new Disk(anId());
  const open = indexedDB.open.bind(indexedDB);
  const asked = t.mock.method(indexedDB, "open", (name: string, version?: number) =>
    asked.mock.callCount() === 0 ? aRefusal() : open(name, version),
  );
  const mutation = aMutation();

  await disk.write(["outbox"], (to) => addToOutbox(to, [mutation]));

  assert.equal(asked.mock.callCount(), 2);
  assert.deepEqual(await outboxIds(disk), [mutation.id]);
});

/** A request to open that the browser breaks off. */
function aRefusal(): IDBOpenDBRequest {
  return Object.create(IDBOpenDBRequest.prototype, {
    error: { value: new DOMException("The connection was closed.", "AbortError") },
    addEventListener: {
      value: (type: string, told: () => void) => type === "error" && queueMicrotask(told),
    },
    removeEventListener: { value: () => undefined },
  });
}

/** As browsers do when they close a connection: transactions are aborted, `close` comes later. */
function breakOff(to: Transaction): void {
  const raw = unwrap(to.raw) as unknown as IDBTransaction;
  raw.db.close();
  raw.abort();
}
