import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../src/lib/digest.ts";
import type { RecordRow, Reply } from "../../src/lib/wire.ts";
import type { Phone } from "../../src/sync/phone.ts";
import { aMutation, anId, aPhone, applied, aReply, at, stateOf } from "../support/phones.ts";
import { aRow, outboxIds, retained, row, rowsIn } from "../support/stores.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const STREAMS = { streams: { "log:g": "write", directory: "read" }, streams_tag: "s1" };

test("a reply to a request of another turn changes nothing (R10)", async () => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  const slow = await phone.buildRequest();
  await phone.receive(await phone.buildRequest(), aReply({ witness: at(1) }));

  const reply = aReply({ results: [applied(mutation, 9)], witness: at(9, "bbbbbbbb") });
  const taken = await phone.receive(slow, reply);

  assert.equal(taken, false);
  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.equal((await stateOf(disk)).witness, at(1));
});

test("a reply that echoes another turn changes nothing: a cache, a reply that came twice", async () => {
  const { phone, disk } = aPhone();
  const request = await phone.buildRequest();

  const taken = await phone.receive(request, aReply({ turn: request.turn + 1, witness: at(3) }));

  assert.equal(taken, false);
  assert.deepEqual(await stateOf(disk).then(({ turn, witness }) => [turn, witness]), [0, null]);
});

test("a reply is applied whole or not at all", async (t) => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  const request = await phone.buildRequest();
  const reply = aReply({
    ...STREAMS,
    results: [applied(mutation, 1)],
    witness: at(1),
    records: [aRow(mutation.record_id, 1)],
  });
  failPutsInto(t, "copy_a", new DOMException("no room", "QuotaExceededError"));

  await assert.rejects(phone.receive(request, reply), { name: "QuotaExceededError" });

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.deepEqual(await retained(disk), []);
  assert.deepEqual(await stateOf(disk).then(({ turn, streams }) => [turn, streams]), [0, {}]);
});

test("a verdict moves a mutation from the outbox to what is retained", async () => {
  const { phone, disk } = aPhone();
  const [judged, waiting] = [aMutation(), aMutation()];
  await phone.save([judged, waiting]);

  await receive(phone, { results: [applied(judged, 4)], witness: at(4) });

  assert.deepEqual(await outboxIds(disk), [waiting.id]);
  const [kept] = await retained(disk);
  assert.deepEqual([kept?.mutation, kept?.until], [judged, at(4)]);
});

test("a late verdict takes the place of the first one", async () => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  const held = { ...applied(mutation, 4), verdict: "held" as const, code: "UNKNOWN_BASE" };
  await receive(phone, { results: [held], witness: at(4) });

  await receive(phone, { late_results: [applied(mutation, 6)], witness: at(6) });

  const [kept] = await retained(disk);
  assert.deepEqual([kept?.result, kept?.until], [applied(mutation, 6), at(6)]);
});

test("a reset gives everything back in the order of saving, what was just answered included", async () => {
  const { phone, disk } = aPhone();
  const [first, second, third] = [aMutation(), aMutation(), aMutation()];
  await phone.save([first, second]);
  await receive(phone, { results: [applied(first, 1), applied(second, 2)], witness: at(2) });
  await phone.save([third]);

  await receive(phone, {
    reset: true,
    results: [applied(third, 1)],
    late_results: [applied(first, 9)],
    witness: at(1, "bbbbbbbb"),
  });

  assert.deepEqual(await outboxIds(disk), [first.id, second.id, third.id]);
  assert.deepEqual(await retained(disk), []);
  assert.equal((await stateOf(disk)).witness, at(1, "bbbbbbbb"));
});

test("after a reset the old copy is shown until the second one is whole and its digests agree", async () => {
  const { phone, disk } = aPhone();
  const [old, fresh] = [aRow(anId(), 5), aRow(anId(), 2)];
  await pull(phone, [old], 5);

  await receive(phone, { reset: true, ...STREAMS, witness: at(2, "bbbbbbbb") });
  await receive(phone, { records: [fresh], witness: at(2, "bbbbbbbb"), more: true });
  const meanwhile = [await row(disk, old.id), await row(disk, fresh.id)];
  await pull(phone, [], 2, [fresh]);

  assert.deepEqual(meanwhile, [old, null]);
  assert.deepEqual([await row(disk, old.id), await row(disk, fresh.id)], [null, fresh]);
  assert.equal((await stateOf(disk)).isBuilding, false);
});

test("a second reset discards the second copy", async () => {
  const { phone, disk } = aPhone();
  const [one, next] = [aRow(anId(), 2), aRow(anId(), 3)];
  await receive(phone, { reset: true, ...STREAMS, witness: at(2) });
  await receive(phone, { records: [one], more: true, witness: at(2) });

  await receive(phone, { reset: true, ...STREAMS, witness: at(1, "bbbbbbbb") });
  await pull(phone, [next], 3);

  assert.deepEqual(await rowsIn(disk, "log:g"), [next]);
});

test("a stream whose digest differs is pulled anew, and it is told", async () => {
  const { phone, disk } = aPhone();
  await pull(phone, [aRow(anId(), 5)], 5);

  await receive(phone, { digests: { "log:g": [2, "0123456789abcdef"] }, witness: at(5) });

  assert.deepEqual(await rowsIn(disk, "log:g"), []);
  const { cursors } = await stateOf(disk);
  assert.deepEqual([cursors["log:g"], cursors["directory"]], ["0", at(5)]);
  assert.deepEqual(phone.reports, ["mismatch: log:g"]);
});

test("digests that differ twice in a row bring a whole second copy, and nothing goes back", async () => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  await pull(phone, [aRow(anId(), 5)], 5, undefined, { results: [applied(mutation, 5)] });
  const digests = { "log:g": [2, "0123456789abcdef"] as const };

  await receive(phone, { digests, witness: at(5) });
  await receive(phone, { digests, witness: at(5) });

  assert.equal((await stateOf(disk)).isBuilding, true);
  assert.equal((await retained(disk)).length, 1);
  assert.deepEqual(phone.reports, ["mismatch: log:g", "mismatch again: log:g"]);
});

test("a row that another tab spoilt is noticed by the digests", async () => {
  const { phone, disk } = aPhone();
  const standing = aRow(anId(), 5);
  await pull(phone, [standing], 5);
  const tab = aPhone(undefined, disk).phone;
  const spoilt = { ...standing, revision: "other" };
  await receive(tab, { records: [spoilt], more: true, witness: at(5) });

  await receive(phone, { digests: { "log:g": digestOf([standing]) }, witness: at(5) });

  assert.deepEqual(phone.reports, ["mismatch: log:g"]);
});

test("of a revoked stream the copy and the cursor go, what was not sent stays", async () => {
  const { phone, disk } = aPhone();
  const unsent = aMutation();
  await phone.save([unsent]);
  await pull(phone, [aRow(anId(), 5), aRow(anId(), 6, { stream: "directory" })], 6);

  await receive(phone, { streams: { directory: "read" }, streams_tag: "s2", witness: at(7) });

  assert.deepEqual(await rowsIn(disk, "log:g"), []);
  assert.equal((await rowsIn(disk, "directory")).length, 1);
  assert.deepEqual((await stateOf(disk)).cursors, { directory: at(6) });
  assert.deepEqual(await outboxIds(disk), [unsent.id]);
});

test("a row of a stream that is not granted is not kept", async () => {
  const { phone, disk } = aPhone();
  const foreign = aRow(anId(), 5, { stream: "mediation:g" });

  await pull(phone, [foreign], 5, []);

  assert.equal(await row(disk, foreign.id), null);
});

for (const [name, here, gone, stays] of [
  ["a departure drops the row that it is about", 5, { stream: "log:g", seq: 6 }, false],
  ["a departure from another stream drops nothing", 5, { stream: "directory", seq: 6 }, true],
  ["a departure older than the row drops nothing", 7, { stream: "log:g", seq: 6 }, true],
] as const) {
  test(`${name} (R9)`, async () => {
    const { phone, disk } = aPhone();
    const standing = aRow(anId(), here);
    await pull(phone, [standing], here);

    const departures = [{ id: standing.id, ...gone }];
    await receive(phone, { departures, witness: at(8), more: true });

    assert.equal((await row(disk, standing.id)) !== null, stays);
  });
}

test("an older row never takes a newer one's place", async () => {
  const { phone, disk } = aPhone();
  const newer = aRow(anId(), 7);
  await pull(phone, [newer], 7);

  await receive(phone, { records: [aRow(newer.id, 6)], witness: at(8), more: true });

  assert.deepEqual(await row(disk, newer.id), newer);
});

test("a stream's cursor only goes forward", async () => {
  const { phone, disk } = aPhone();
  await pull(phone, [aRow(anId(), 7)], 7);

  await receive(phone, { cursor: at(3), witness: at(8), more: true });

  assert.equal((await stateOf(disk)).cursors["log:g"], at(7));
});

test("while the rights are not confirmed verdicts are taken, and copies and cursors stay (R13)", async () => {
  const { phone, disk } = aPhone();
  const standing = aRow(anId(), 5);
  const mutation = aMutation();
  await phone.save([mutation]);
  await pull(phone, [standing], 5);

  const { commune, time, poll_after_s } = aReply();
  await phone.receive(await phone.buildRequest(), {
    commune,
    time,
    results: [applied(mutation, 9)],
    late_results: [],
    witness: at(9),
    reset: false,
    restored: true,
    more: false,
    ...(poll_after_s !== undefined && { poll_after_s }),
  });

  assert.deepEqual(await row(disk, standing.id), standing);
  const { isRestored, cursors, witness } = await stateOf(disk);
  assert.deepEqual([isRestored, cursors["log:g"], witness], [true, at(5), at(9)]);
  assert.deepEqual(await outboxIds(disk), []);
});

for (const [name, days, backup, left] of [
  ["what a verified backup covers goes after 30 days", 30, at(4), 0],
  ["what a verified backup covers stays for 30 days", 29, at(4), 1],
  ["what no verified backup covers stays for ever", 900, at(3), 1],
  ["without a verified backup everything stays", 900, "0", 1],
] as const) {
  test(`${name} (R12)`, async () => {
    const { phone, disk, hand } = aPhone();
    const mutation = aMutation();
    await phone.save([mutation]);
    await receive(phone, { results: [applied(mutation, 4)], witness: at(4) });

    hand.nowMs += days * DAY_MS;
    await receive(phone, { witness: at(9), backup });

    assert.equal((await retained(disk)).length, left);
  });
}

test("over the cap the oldest that a backup covers go early, and are counted (R12)", async () => {
  const { phone, disk } = aPhone();
  const large = [1, 2, 3].map(() => aMutation({ content: { text: "x".repeat(8_000_000) } }));
  await phone.save(large);

  const results = large.map((mutation, index) => applied(mutation, index + 1));
  await receive(phone, { results, witness: at(3), backup: at(3) });

  assert.deepEqual(
    (await retained(disk)).map((kept) => kept.mutation.id),
    large.slice(1).map((mutation) => mutation.id),
  );
  assert.equal((await stateOf(disk)).droppedEarly, 1);
});

test("what retention emptied on the server is emptied in what is retained", async () => {
  const { phone, disk } = aPhone();
  const edit = aMutation({ content: { handover_text: "tên người", area: "chua" } });
  const note = aMutation({ record_id: edit.record_id, act: "note", content: { text: "tên" } });
  await phone.save([edit, note]);
  await receive(phone, { results: [applied(edit, 1), applied(note, 2)], witness: at(2) });

  const purged = { handover_text: 3, conversation: 3 };
  await pull(phone, [aRow(edit.record_id, 3, { purged })], 3);

  const kept = (await retained(disk)).map(({ mutation }) => [mutation.content, mutation.purged]);
  assert.deepEqual(kept, [
    [{ area: "chua" }, ["conversation", "handover_text"]],
    [{}, ["conversation", "handover_text"]],
  ]);
});

test("a view of an officer is sent until the server has it, again after a reset, then dropped", async () => {
  const { phone } = aPhone();
  const entry = { id: anId(), at: "2026-11-20", action: "open", object_type: "record" };
  await phone.noteAccess(entry);
  const sent = async () => (await phone.buildRequest()).access_log;

  assert.deepEqual(await sent(), [entry]);
  await receive(phone, { witness: at(4) });
  assert.deepEqual(await sent(), []);
  await receive(phone, { reset: true, witness: at(2, "bbbbbbbb") });
  assert.deepEqual(await sent(), [entry]);
  await receive(phone, { witness: at(3, "bbbbbbbb"), backup: at(3, "bbbbbbbb") });
  await receive(phone, { reset: true, witness: at(2, "cccccccc") });
  assert.deepEqual(await sent(), []);
});

test("the clock's offset is the server's time less the phone's, half-way through the exchange", async () => {
  const { phone, disk, hand } = aPhone();
  const request = await phone.buildRequest();
  hand.nowMs += 10_000;

  await phone.receive(request, aReply({ time: new Date(hand.nowMs + 60_000).toISOString() }));

  assert.equal((await stateOf(disk)).clockOffsetMs, 65_000);
});

async function receive(phone: Phone, parts: Partial<Reply>): Promise<void> {
  assert.ok(await phone.receive(await phone.buildRequest(), aReply(parts)));
}

/** Pull rows as the last page, with the digests of what then stands there. */
async function pull(
  phone: Phone,
  records: RecordRow[],
  head: number,
  standing: RecordRow[] = records,
  parts: Partial<Reply> = {},
): Promise<void> {
  await receive(phone, { ...STREAMS, witness: at(head), more: true });
  const digests = Object.fromEntries(
    Object.keys(STREAMS.streams).map((stream) => [
      stream,
      digestOf(standing.filter((one) => one.stream === stream).map(asCounted)),
    ]),
  );
  await receive(phone, { records, digests, cursor: at(head), witness: at(head), ...parts });
}

function asCounted({ id, seq, revision, review_revision }: RecordRow) {
  return { id, seq, revision, review_revision };
}

function failPutsInto(t: { mock: typeof import("node:test").mock }, store: string, error: Error) {
  const put = IDBObjectStore.prototype.put;
  t.mock.method(IDBObjectStore.prototype, "put", function (this: IDBObjectStore, value: unknown) {
    if (this.name === store) throw error;
    return put.call(this, value);
  });
}
