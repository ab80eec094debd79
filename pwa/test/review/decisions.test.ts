import assert from "node:assert/strict";
import { test } from "node:test";
import { walkOutbox } from "../../src/db/outbox.ts";
import type { Mutation } from "../../src/lib/wire.ts";
import {
  type Decided,
  decide,
  fellBack,
  pending,
  readPending,
  sendAll,
  sendDue,
  undo,
  undoLast,
} from "../../src/review/decisions.ts";
import { readDesk } from "../../src/review/queue.ts";
import { beginDraft, type FormDraft, readDrafts } from "../../src/session/drafts.ts";
import { aCase, anOffice, aPatrolRow, type Office, pullRows } from "../support/desk.ts";
import { anId, NOW_MS } from "../support/phones.ts";

const ACCEPT: Decided = { decision: "accepted" };
const ASK: Decided = {
  decision: "returned",
  question: " Đèn hỏng từ bao giờ ạ? ",
  field: "ended_at",
};
const LATER_MS = NOW_MS + 10_000;

async function outbox({ disk }: Office): Promise<Mutation[]> {
  return disk.read(["outbox"], async (to) => {
    const found: Mutation[] = [];
    for await (const { mutation } of walkOutbox(to)) found.push(mutation);
    return found;
  });
}

async function waitingIds(office: Office): Promise<string[]> {
  const { waiting } = await readDesk(office, NOW_MS);
  return waiting.map(({ entry }) => entry.shown.id);
}

test("a decision is an act only when its ten seconds are over", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);

  await decide(office, [aCase(row)], ACCEPT, NOW_MS);
  await sendDue(office, LATER_MS - 1);
  assert.deepEqual(await outbox(office), []);
  await sendDue(office, LATER_MS);

  const [review, ...more] = await outbox(office);
  assert.deepEqual(more, []);
  assert.equal(review?.act, "review");
  assert.equal(review?.record_id, row.id);
  assert.equal(review?.target, row.revision);
  assert.equal(review?.base, null);
  assert.deepEqual(review?.content, { decision: "accepted" });
  assert.equal(review?.at, new Date(NOW_MS).toISOString());
});

test("what is decided leaves the queue at once, and is gone from what can be undone once sent", async () => {
  const office = anOffice();
  const [first, second] = [aPatrolRow(1), aPatrolRow(2)];
  await pullRows(office, first, second);

  await decide(office, [aCase(first)], ACCEPT, NOW_MS);
  assert.deepEqual(await waitingIds(office), [second.id]);
  assert.deepEqual(
    pending.value.map(({ recordId, deadlineMs }) => [recordId, deadlineMs]),
    [[first.id, LATER_MS]],
  );
  await sendDue(office, LATER_MS);

  assert.deepEqual(await waitingIds(office), [second.id]);
  assert.deepEqual(pending.value, []);
});

test("what is undone waits again and is never sent", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  assert.deepEqual(await undo(office, [row.id]), [row.id]);
  await sendDue(office, LATER_MS);

  assert.deepEqual(await outbox(office), []);
  assert.deepEqual(await waitingIds(office), [row.id]);
});

test("what was sent can't be undone any more", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);
  await sendAll(office);

  assert.deepEqual(await undo(office, [row.id]), []);
  assert.equal((await outbox(office)).length, 1);
});

test("of several decided at once all are undone, of those before them none", async () => {
  const office = anOffice();
  const rows = [aPatrolRow(1), aPatrolRow(2), aPatrolRow(3)];
  await pullRows(office, ...rows);
  await decide(office, rows.slice(0, 1).map(aCase), ACCEPT, NOW_MS);
  await decide(office, rows.slice(1).map(aCase), ACCEPT, NOW_MS + 1);

  await undoLast(office);

  assert.deepEqual(
    pending.value.map(({ recordId }) => recordId),
    [rows[0]?.id],
  );
});

test("a decision outlives the page, and is sent at the next start", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  pending.value = []; // the page is gone with all it had in memory
  await readPending(office);
  assert.equal(pending.value.length, 1);
  await sendDue(office, NOW_MS + 24 * 60 * 60 * 1000);

  assert.equal((await outbox(office)).length, 1);
});

test("a clock that was set back by hours keeps no decision waiting for hours", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  await sendDue(office, NOW_MS - 60 * 60 * 1000);

  assert.equal((await outbox(office)).length, 1);
});

test("two tabs that send the same decision make one act", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  await Promise.all([sendDue(office, LATER_MS), sendDue(office, LATER_MS), sendAll(office)]);

  assert.equal((await outbox(office)).length, 1);
});

test("a record that was changed meanwhile waits again instead of being accepted unread", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);
  fellBack.value = [];

  await pullRows(office, { ...row, seq: 2, revision: anId() });
  const done = await sendDue(office, LATER_MS);

  assert.deepEqual(done, { sent: [], fellBack: [row.id] });
  assert.deepEqual(fellBack.value, [row.id]);
  assert.deepEqual(await outbox(office), []);
  assert.deepEqual(await waitingIds(office), [row.id]);
});

test("an answer or another officer's decision that came meanwhile is read first", async () => {
  const answer = { id: anId(), type: "answer", person: "author", text: "Từ tối qua", target: null };
  const review = { id: anId(), decision: "returned", question: "?", person: "other" };
  for (const meanwhile of [{ conversation: [answer] }, { review, review_revision: review.id }]) {
    const office = anOffice();
    const row = aPatrolRow(1);
    await pullRows(office, row);
    await decide(office, [aCase(row)], ACCEPT, NOW_MS);

    await pullRows(office, { ...row, seq: 2, ...meanwhile });
    const done = await sendDue(office, LATER_MS);

    assert.deepEqual(done.fellBack, [row.id]);
    assert.deepEqual(await outbox(office), []);
  }
});

test("an officer's own remark takes no decision back", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  const content = { type: "remark", text: "Đã báo điện lực." };
  await office.phone.act({ act: "note", recordId: row.id, content });
  const done = await sendDue(office, LATER_MS);

  assert.deepEqual(done.sent, [row.id]);
});

test("a question goes to its field and is no longer than the server takes", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);

  for (const question of ["  ", "ế".repeat(201)]) {
    const tooMuch: Decided = { decision: "returned", question };
    await assert.rejects(decide(office, [aCase(row)], tooMuch, NOW_MS), RangeError);
  }
  await decide(office, [aCase(row)], ASK, NOW_MS);
  await sendAll(office);

  assert.deepEqual((await outbox(office))[0]?.content, {
    decision: "returned",
    question: "Đèn hỏng từ bao giờ ạ?",
    field: "ended_at",
  });
});

test("a mediation is seen, never accepted", async () => {
  const office = anOffice();
  const row = aPatrolRow(1, { kind: "mediation", stream: "mediation:g" });
  await pullRows(office, row);

  await decide(office, [aCase(row)], ACCEPT, NOW_MS);
  await sendAll(office);

  assert.deepEqual((await outbox(office))[0]?.content, { decision: "seen" });
});

test("an outline, which nobody can have read, is not decided on", async () => {
  const office = anOffice();
  const row = aPatrolRow(1, { stub: true });

  await assert.rejects(decide(office, [aCase(row)], ACCEPT, NOW_MS), RangeError);
});

test("the lists of unfinished forms know nothing of decisions, and take none away", async () => {
  const office = anOffice();
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], ACCEPT, NOW_MS);

  await beginDraft(office.disk, { id: anId(), savedAt: null, thrownAt: null } as FormDraft);

  assert.deepEqual(await readDrafts(office.disk), []);
  assert.equal((await readPending(office)).length, 1);
});
