import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { openDB } from "idb";
import { plain } from "../../src/db/codec.ts";
import { putRow, rowsOf, rowsSince } from "../../src/db/copy.ts";
import { Disk, isQuotaError } from "../../src/db/disk.ts";
import { putDraft } from "../../src/db/drafts.ts";
import { addToOutbox } from "../../src/db/outbox.ts";
import { makeRoom } from "../../src/db/room.ts";
import { ALL_STORES, type PhoneSchema, UPGRADES } from "../../src/db/schema.ts";
import { NEW, readState, writeState } from "../../src/db/state.ts";
import { aMutation, anId, aPhone, at, stateOf } from "../support/phones.ts";
import { aRow, outboxIds } from "../support/stores.ts";

test("a transaction changes everything or nothing", async () => {
  const disk = new Disk(anId());

  const attempt = disk.write(["outbox", "meta"], async (to) => {
    await addToOutbox(to, [aMutation()]);
    await writeState(to, { ...NEW, turn: 5 });
    throw new RangeError("in the middle");
  });

  await assert.rejects(attempt, RangeError);
  assert.deepEqual(await outboxIds(disk), []);
  assert.equal((await stateOf(disk)).turn, 0);
});

test("what people write is flushed to the disk before it counts as done", async (t) => {
  const opened = t.mock.method(IDBDatabase.prototype, "transaction");
  const { phone, disk } = aPhone();

  await phone.act({ act: "create", recordId: anId(), stream: "log:g", kind: "patrol" });
  await phone.save([aMutation()], "draft");
  await disk.write(["drafts"], (to) => putDraft(to, "draft", {}));
  await phone.noteAccess({ id: anId(), at: "", action: "open", object_type: "record" });
  await makeRoom(disk);

  const writes = opened.mock.calls
    .map((call) => call.arguments as [string[], IDBTransactionMode, IDBTransactionOptions])
    .filter(([, mode]) => mode === "readwrite")
    .map(([stores, , options]) => [stores.join("+"), options.durability]);
  assert.deepEqual(writes, [
    ["meta+outbox+retained+copy_a+copy_b+drafts+blobs", "strict"],
    ["outbox+drafts+blobs", "strict"],
    ["drafts", "strict"],
    ["access_log+outbox", "strict"],
    ["blobs+blob_bytes", "strict"],
    ["meta+copy_a+copy_b", "relaxed"],
  ]);
});

test("a connection that the browser closed is opened again, once", async (t) => {
  const { phone, disk } = aPhone();
  const first = aMutation();
  await phone.save([first]);
  const connections = await openConnections(t, disk);

  for (const connection of connections) connection.close();
  const second = aMutation();
  await phone.save([second]);

  assert.deepEqual(await outboxIds(disk), [first.id, second.id]);
});

test("a lost connection is tried once more and then told", async (t) => {
  const { phone, disk } = aPhone();
  await disk.read(["meta"], readState);
  const opened = t.mock.method(IDBDatabase.prototype, "transaction", () => {
    throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  });

  await assert.rejects(phone.save([aMutation()]), { name: "UnknownError" });

  assert.equal(opened.mock.callCount(), 2);
});

test("another tab may upgrade or erase: this one lets go and opens again", async () => {
  const name = anId();
  const [one, other] = [new Disk(name), new Disk(name)];
  await one.write(["outbox"], (to) => addToOutbox(to, [aMutation()]));

  await other.erase();
  const kept = aMutation();
  await one.write(["outbox"], (to) => addToOutbox(to, [kept]));

  assert.deepEqual(await outboxIds(other), [kept.id]);
});

test("erasing leaves nothing", async () => {
  const { phone, disk } = aPhone();
  await phone.save([aMutation()]);

  await disk.erase();

  const counts = await disk.read(ALL_STORES, (to) =>
    Promise.all(ALL_STORES.map((name) => to.raw.objectStore(name).count())),
  );
  assert.deepEqual(
    counts,
    ALL_STORES.map(() => 0),
  );
});

test("a mutation that is in the outbox already is not there twice", async () => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();

  await phone.save([mutation]);
  await phone.save([mutation]);

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
});

test("a body is stored in no other form than the codec's", async () => {
  const sealed = mock.fn((body: unknown) => `sealed:${JSON.stringify(body)}`);
  const open = (text: unknown) => JSON.parse(String(text).slice(7));
  const codec = { ...plain, seal: sealed, open };
  const name = anId();
  const { phone } = aPhone(undefined, new Disk(name, codec));
  const secret = "Nguyễn Văn A";

  await phone.save([aMutation({ content: { handover_text: secret } })]);

  const line = await rawLine(name);
  assert.ok(String(line["body"]).startsWith("sealed:"));
  assert.ok(!JSON.stringify({ ...line, body: "" }).includes(secret));
});

test("a state of an older version is read with what it did not know", async () => {
  const disk = new Disk(anId());
  await disk.write(["meta"], async (to) => {
    const body = to.codec.seal({ turn: 3, witness: at(2) });
    await to.raw.objectStore("meta").put({ key: "sync", body });
  });

  const state = await disk.read(["meta"], readState);

  assert.deepEqual(state, { ...NEW, turn: 3, witness: at(2) });
});

test("no room is known by its name, in every browser's class of error", () => {
  assert.ok(isQuotaError(new DOMException("full", "QuotaExceededError")));
  assert.ok(!isQuotaError(new DOMException("gone", "AbortError")));
  assert.ok(!isQuotaError("QuotaExceededError"));
});

async function openConnections(t: { mock: typeof mock }, disk: Disk): Promise<Set<IDBDatabase>> {
  const opened = t.mock.method(IDBDatabase.prototype, "transaction");
  await disk.read(["meta"], readState);
  const connections = new Set(opened.mock.calls.map((call) => call.this as IDBDatabase));
  opened.mock.restore();
  return connections;
}

async function rawLine(name: string): Promise<Record<string, unknown>> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
  });
  return new Promise((resolve) => {
    const reading = db.transaction("outbox").objectStore("outbox").getAll();
    reading.onsuccess = () => {
      db.close();
      resolve(reading.result[0]);
    };
  });
}

test("a book of the first version opens with all that it held, and its rows are found again", async () => {
  const name = anId();
  const first = await openDB<PhoneSchema>(name, 1, {
    upgrade: (db, _from, _to, transaction) => UPGRADES[0]?.(db, transaction),
  });
  const [row, mutation] = [aRow(anId(), 3), aMutation()];
  const { id, stream, kind, seq } = row;
  const line = { id, stream, kind, seq, day: "", state: "", body: JSON.stringify(row) };
  await first.put("copy_a", line);
  const body = JSON.stringify(mutation);
  const sizes = { aside_at: null, size_bytes: body.length };
  await first.put("outbox", { id: mutation.id, record_id: mutation.record_id, ...sizes, body });
  first.close();

  const disk = new Disk(name);

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  const fresh = aRow(anId(), 4);
  await disk.write(["copy_a"], (to) => putRow(to, "copy_a", fresh, 7));
  assert.deepEqual(await disk.read(["copy_a"], (to) => rowsOf(to, "copy_a", stream)), [row, fresh]);
  assert.deepEqual(await disk.read(["copy_a"], (to) => rowsSince(to, "copy_a", 7)), [fresh]);
});
