import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../src/lib/json.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { decide, sendAll, undo } from "../../src/review/decisions.ts";
import { deskOf, isPlain, queueNow, readDesk } from "../../src/review/queue.ts";
import { isDisputed, lateDecisions, whyWaits } from "../../src/review/waits.ts";
import { aCase, anOffice, aPatrolRow, entryOf, pullRows } from "../support/desk.ts";
import { CATALOG } from "../support/kinds.ts";
import { anId, NOW_MS } from "../support/phones.ts";

const SIBLING = { revision: "s", field: "situation", value: "co_viec", person: "p", at: "" };

function why(parts: Partial<RecordRow>): string | null {
  return whyWaits(entryOf(aPatrolRow(1, { revision: "r1", ...parts })));
}

function desk(rows: readonly RecordRow[], decidedIds: readonly string[] = []) {
  return deskOf({
    entries: rows.map((row) => entryOf(row)),
    kinds: CATALOG.kinds,
    decidedIds: new Set(decidedIds),
    now: new Date(NOW_MS),
    sends: 0,
  });
}

test("what nobody has decided waits, what was decided as it stands does not", () => {
  const accepted = { id: "v", decision: "accepted", target: "r1" };

  assert.equal(why({}), "new");
  assert.equal(why({ review: accepted }), null);
  assert.equal(why({ review: { ...accepted, decision: "seen" } }), null);
});

test("what was revised after its review comes back", () => {
  assert.equal(why({ review: { id: "v", decision: "accepted", target: "r0" } }), "changed");
  assert.equal(why({ review: { id: "v", decision: "returned", target: "r0" } }), "answered");
});

test("what was asked back waits for its author, then for the desk", () => {
  const review = { id: "q", decision: "returned", target: "r1" };
  const question = { id: "q", type: "question", person: "officer" };
  const answer = { id: "a", type: "answer", person: "x", target: "q" };
  const message = { id: "m", type: "remark", person: "author" };
  const remark = { id: "n", type: "remark", person: "officer" };

  assert.equal(why({ review, conversation: [question] }), null);
  assert.equal(why({ review, conversation: [question, remark] }), null);
  assert.equal(why({ review, conversation: [message, question] }), null);
  assert.equal(why({ review, conversation: [question, message] }), "answered");
  assert.equal(why({ review, conversation: [question, answer] }), "answered");
});

test("two versions wait, also of what was reviewed", () => {
  const review = { id: "v", decision: "accepted", target: "r1" };

  assert.equal(why({ review, siblings: [SIBLING] }), "siblings");
  const contested = aPatrolRow(1, { review, siblings: [{ ...SIBLING, field: "review" }] });
  assert.equal(whyWaits(entryOf(contested)), "siblings");
  assert.equal(isDisputed(entryOf(contested)), false);
  assert.equal(isDisputed(entryOf({ ...contested, siblings: [SIBLING] })), true);
});

test("two officers who decided alike leave nothing to settle, two questions do", () => {
  const accepted = { decision: "accepted" };
  const asked = { decision: "returned", question: "?" };
  const whyOf = (stands: JsonObject, late: JsonObject) =>
    why({
      review: { id: "v", target: "r1", ...stands },
      siblings: [{ ...SIBLING, field: "review", value: late }],
    });

  assert.equal(whyOf(accepted, accepted), null);
  assert.equal(whyOf(accepted, asked), "siblings");
  assert.equal(whyOf(asked, asked), "siblings");
});

test("deciding once more settles what two officers decided, also before it is sent", async () => {
  const office = anOffice();
  const review = { id: anId(), decision: "accepted", person: "other" };
  const siblings = [{ ...SIBLING, field: "review" }];
  const row = aPatrolRow(1, { review, review_revision: anId(), siblings });
  await pullRows(office, row);
  const [contested] = (await readDesk(office, NOW_MS)).waiting;
  assert.equal(contested?.why, "siblings");
  assert.deepEqual(contested && lateDecisions(contested.entry), siblings);

  await decide(office, contested ? [contested] : [], { decision: "accepted" }, NOW_MS);
  await sendAll(office);

  assert.deepEqual((await readDesk(office, NOW_MS)).waiting, []);
});

test("what was removed does not wait, nor what is under way, which is listed apart", () => {
  const out = aPatrolRow(3, { open: true });
  const book = desk([out, aPatrolRow(1, { deleted: true }), aPatrolRow(2, { state: "removed" })]);

  assert.deepEqual(book.waiting, []);
  assert.deepEqual(
    book.open.map(({ shown }) => shown.id),
    [out.id],
  );
});

test("an outline waits only where there never was a review, and is never accepted unread", () => {
  const { content: _, ...outline } = aPatrolRow(1, { stub: true });

  assert.equal(whyWaits(entryOf({ ...outline, review_revision: "v" })), null);
  const [waiting] = desk([outline]).waiting;
  assert.equal(waiting?.why, "new");
  assert.equal(waiting && isPlain(waiting), false);
});

test("the oldest arrival stands first, and the directory is not reviewed", () => {
  const rows = [aPatrolRow(9), aPatrolRow(2), aPatrolRow(5)];
  const member = aPatrolRow(1, { kind: "member", stream: "directory" });

  const seqs = desk([...rows, member]).waiting.map(({ entry }) => entry.shown.seq);

  assert.deepEqual(seqs, [2, 5, 9]);
});

test("only what is new and in order is accepted together, and no mediation unseen", () => {
  const inOrder = aPatrolRow(1, { occurred_on: "2026-11-01" });
  const odd = aPatrolRow(2, { occurred_on: "2026-11-10", content: {} });
  const changed = aPatrolRow(3, { review: { id: "v", decision: "accepted", target: "r0" } });
  const member = "018f5c3e-7d1a-7000-8000-0000000000aa";
  const what = { received_on: "2026-11-01", area: member, category: "mau_thuan" };
  const content = { ...what, mediators: [member], outcome: "thanh" };
  const mediation = aPatrolRow(4, { kind: "mediation", stream: "mediation:g", content });

  const { waiting } = desk([inOrder, odd, changed, mediation]);

  assert.deepEqual(waiting.map(isPlain), [true, false, false, false]);
  assert.deepEqual(waiting[3]?.flags, []);
});

test("what is decided leaves the queue at once and comes back when it is undone", async () => {
  const office = anOffice();
  const [first, second] = [aPatrolRow(1), aPatrolRow(2)];
  await pullRows(office, first, second);
  const before = await readDesk(office, NOW_MS);
  const ids = (book: typeof before) => queueNow(book).map(({ entry }) => entry.shown.id);

  await decide(office, [aCase(first)], { decision: "accepted" }, NOW_MS);
  assert.deepEqual(ids(before), [second.id]);
  const after = await readDesk(office, NOW_MS);
  assert.deepEqual(ids(after), [second.id]);
  await undo(office, [first.id]);

  assert.deepEqual(ids(before), [first.id, second.id]);
  assert.deepEqual(ids(after), [first.id, second.id]);
});

test("what was sent does not come back for the moment until the next reading, and may later", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], { decision: "accepted" }, NOW_MS);
  const before = await readDesk(office, NOW_MS);

  await sendAll(office);
  assert.deepEqual(queueNow(before), []);
  assert.deepEqual(queueNow(await readDesk(office, NOW_MS)), []);

  const review = { id: anId(), decision: "accepted", target: row.revision };
  await pullRows(office, { ...row, seq: 2, revision: anId(), review });
  await office.disk.write(["outbox"], (to) => to.raw.objectStore("outbox").clear()); // it arrived
  assert.equal(queueNow(await readDesk(office, NOW_MS))[0]?.why, "changed");
});

test("those who read while rows come in all end with the newest", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);

  const next = aPatrolRow(2);
  const [, ...books] = await Promise.all([
    readDesk(office, NOW_MS),
    pullRows(office, next).then(() => readDesk(office, NOW_MS)),
    pullRows(office, next).then(() => readDesk(office, NOW_MS)),
  ]);

  assert.deepEqual(
    books.map(({ waiting }) => waiting.map(({ entry }) => entry.shown.id)),
    [
      [row.id, next.id],
      [row.id, next.id],
    ],
  );
});

test("what comes with an exchange is in the next reading, and one's own acts at once", async () => {
  const office = anOffice();
  const [first, second] = [aPatrolRow(1), aPatrolRow(2)];
  await pullRows(office, first);
  const seen = async () =>
    (await readDesk(office, NOW_MS)).waiting.map(({ entry }) => entry.shown.id);
  assert.deepEqual(await seen(), [first.id]);

  await pullRows(office, second);
  assert.deepEqual(await seen(), [first.id, second.id]);
  const content = { decision: "accepted" };
  await office.phone.act({ act: "review", recordId: first.id, target: first.revision, content });
  assert.deepEqual(await seen(), [second.id]);

  await pullRows(office, { ...second, seq: 3, deleted: true });
  assert.deepEqual(await seen(), []);
});

test("what the server holds is listed with its record and what waits behind it", () => {
  const row = aPatrolRow(1);
  const late = { id: anId(), record_id: row.id, kind: "patrol", act: "edit", base: row.revision };
  const held = aPatrolRow(2, {
    id: late.id,
    kind: "held",
    stream: "desk",
    content: { code: "OUT_OF_SCOPE", stream: "log:g", mutation: late },
  });
  const next = { ...late, id: anId(), base: late.id };
  const waits = aPatrolRow(3, {
    id: next.id,
    kind: "held",
    stream: "desk",
    content: { code: "UNKNOWN_BASE", stream: "log:g", mutation: next },
  });
  const hidden = aPatrolRow(4, {
    kind: "held",
    stream: "desk",
    content: { code: "READ_ONLY", stream: "mediation:g", mutation: null },
  });
  const ended = aPatrolRow(5, { kind: "held", stream: "desk", deleted: true });

  const book = desk([ended, hidden, waits, held, row]);

  assert.deepEqual(
    book.held.map(({ id, code, record, behind }) => [
      id,
      code,
      record?.shown.id,
      behind.map((one) => one.id),
    ]),
    [
      [late.id, "OUT_OF_SCOPE", row.id, [next.id]],
      [next.id, "UNKNOWN_BASE", row.id, []],
      [hidden.id, "READ_ONLY", undefined, []],
    ],
  );
  assert.equal(book.waiting.length, 1);
});
