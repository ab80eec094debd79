import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordRow } from "../../src/lib/wire.ts";
import { chipOf, openQuestion, openSiblings, stateOf } from "../../src/session/standing.ts";
import type { Entry } from "../../src/sync/list.ts";
import { aRow } from "../support/stores.ts";

const ACCEPTED = { id: "v", decision: "accepted", target: "r1" };
const RETURNED = { id: "q", decision: "returned", question: "Mấy giờ?", target: "r1" };
const SIBLING = { revision: "s", field: "area", value: "x", person: "p", at: "" };

function entry(row: Partial<RecordRow> = {}, parts: Partial<Entry> = {}): Entry {
  return { shown: aRow("r", 1, row), waiting: 0, aside: 0, held: [], ...parts };
}

test("the state that needs its author most is told", () => {
  const held = {
    mutation: {} as never,
    result: { id: "m", seq: 1, verdict: "held" as const, code: "LOCKED", siblings: [] },
  };
  const all = { review: ACCEPTED, siblings: [SIBLING], deleted: true };

  assert.equal(stateOf(entry(all, { waiting: 1, aside: 1, held: [held] })), "aside");
  assert.equal(stateOf(entry(all, { waiting: 1, held: [held] })), "waiting");
  assert.equal(stateOf(entry(all, { held: [held] })), "held");
  assert.equal(stateOf(entry(all)), "removed");
  assert.equal(stateOf(entry({ ...all, deleted: false })), "siblings");
  assert.equal(stateOf(entry({ review: RETURNED })), "asked");
  assert.equal(stateOf(entry({ review: ACCEPTED })), "accepted");
  assert.equal(stateOf(entry()), "received");
});

test("a mediation is only seen, also by an officer who meant to accept it", () => {
  const seen = { ...ACCEPTED, decision: "seen" };

  assert.equal(stateOf(entry({ kind: "mediation", review: seen })), "seen");
  assert.equal(stateOf(entry({ review: seen })), "seen");
  assert.equal(stateOf(entry({ kind: "mediation", review: ACCEPTED })), "seen");
});

test("a review of what was changed since says nothing about what stands now", () => {
  assert.equal(stateOf(entry({ revision: "r2", review: ACCEPTED })), "received");
  assert.equal(stateOf(entry({ revision: "r2", review: RETURNED })), "received");
});

test("a question is open until something was said to it", () => {
  const asked = { id: "q", type: "question", text: "Mấy giờ?", field: "area", person: "o" };
  const answer = { id: "n", type: "answer", text: "21 giờ", target: "q" };

  const open = openQuestion(entry({ review: RETURNED, conversation: [asked] }));
  assert.deepEqual([open?.text, open?.field], ["Mấy giờ?", "area"]);
  const answered = entry({ review: RETURNED, conversation: [asked, answer] });
  assert.equal(openQuestion(answered), null);
  assert.equal(stateOf(answered), "received");
});

test("siblings of a review or of a move are the desk's to settle", () => {
  const desks = ["review", "stream"].map((field) => ({ ...SIBLING, field }));

  assert.equal(openSiblings(entry({ siblings: desks })).length, 0);
  assert.equal(stateOf(entry({ siblings: desks })), "received");
  assert.equal(openSiblings(entry({ siblings: [...desks, SIBLING] })).length, 1);
});

test("of an outline nothing is claimed that it does not hold", () => {
  const outline = (parts: Partial<RecordRow>) => entry({ stub: true, ...parts });

  assert.equal(chipOf(outline({ review_revision: "v" })), null);
  assert.equal(chipOf(outline({ review_revision: null })), "received");
  assert.equal(chipOf(outline({ state: "removed" })), "removed");
  assert.equal(chipOf(entry({ stub: true }, { waiting: 1 })), "waiting");
});
