import assert from "node:assert/strict";
import { test } from "node:test";
import { aMutation, anId, aPhone, applied, aReply, at, stateOf } from "../support/phones.ts";
import { pull, receive, STREAMS } from "../support/pulls.ts";
import { fillUp } from "../support/room.ts";
import { aRow, outboxIds, retained } from "../support/stores.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

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
  fillUp(t, ["copy_a"]);

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

test("retention empties a field of one item in what the phone retained, and leaves the others", async () => {
  const { phone, disk } = aPhone();
  const [gone, kept] = [anId(), anId()];
  const findings = [
    { id: gone, photos: [1], place_text: "cột 14" },
    { id: kept, photos: [2] },
  ];
  const create = aMutation({ content: { findings } });
  await phone.save([create]);
  await receive(phone, { results: [applied(create, 1)], witness: at(1) });

  const purged = { [`findings/${gone}/photos`]: 3 };
  await pull(phone, [aRow(create.record_id, 3, { purged })], 3);

  const [{ mutation } = assert.fail("nothing is retained")] = await retained(disk);
  const emptied = [
    { id: gone, place_text: "cột 14" },
    { id: kept, photos: [2] },
  ];
  assert.deepEqual(mutation.content, { findings: emptied });
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
