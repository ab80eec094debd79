import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../../src/kinds/kind.ts";
import type { Mutation } from "../../src/lib/wire.ts";
import { askingOf } from "../../src/phone/book/answers.ts";
import { linesOfAct, outcomeOf, readAct, titleOfAct } from "../../src/records/acts.ts";
import { pastOf } from "../../src/records/past.ts";
import type { Found, OwnAct } from "../../src/sync/list.ts";
import { SHIPPED } from "../support/kinds.ts";
import { aRow } from "../support/stores.ts";

const PATROL = SHIPPED["patrol"] as unknown as Kind;
const speaker = { options: () => [], today: "2026-11-21" };
const AT = "2026-11-20T20:00:00.000Z";

function act(parts: Partial<Mutation> = {}): Mutation {
  return {
    id: "m1",
    person: "me",
    record_id: "r",
    stream: null,
    kind: "patrol",
    kind_version: 1,
    act: "edit",
    base: null,
    target: null,
    at: AT,
    clock_offset_ms: 0,
    content: {},
    was: {},
    blobs: [],
    ...parts,
  };
}

function own(mutation: Mutation, code?: string): OwnAct {
  const result =
    code === undefined
      ? null
      : { id: mutation.id, seq: 1, verdict: "held" as const, code, siblings: [] };
  return { mutation, result, isAside: false };
}

function found(parts: Partial<Found["entry"] & object>, acts: OwnAct[] = []): Found {
  return { entry: { shown: aRow("r", 1), waiting: 0, aside: 0, held: [], ...parts }, own: acts };
}

const told = (mutation: Mutation) => ({
  mutation: { ...mutation } as never,
  verdict: "applied" as const,
  seq: 1,
  received_at: AT,
});

test("the server's acts come first, then one's own that it does not tell of", () => {
  const waiting = own(act({ id: "m3" }));
  const held = own(act({ id: "m2" }), "LOCKED");

  const past = pastOf(found({}, [own(act()), held, waiting]), [told(act())]);

  assert.deepEqual(
    past.map(({ act: { id }, code, isUnsent }) => [id, code, isUnsent]),
    [
      ["m1", null, false],
      ["m2", "LOCKED", false],
      ["m3", null, true],
    ],
  );
});

test("without a network the phone tells what it has: its own acts, notes and the review", () => {
  const review = { id: "v", decision: "accepted", person: "o", at: "2026-11-21T01:00:00Z" };
  const note = { id: "n", type: "remark", text: "đã xem", person: "o", at: "2026-11-20T19:00:00Z" };
  const shown = aRow("r", 1, { review, conversation: [note] });

  const past = pastOf(found({ shown }, [own(act())]), null);

  assert.deepEqual(
    past.map(({ act: { id } }) => id),
    ["n", "m1", "v"],
  );
});

test("every act is told by who did it; what the server did to itself is not told", () => {
  const title = (parts: Partial<Mutation>): string | null =>
    titleOfAct(readAct(act(parts) as never), "Bác Bảy");

  assert.equal(title({ act: "create" }), "Bác Bảy ghi việc này");
  assert.equal(title({ act: "edit" }), "Bác Bảy sửa");
  assert.equal(title({ act: "remove" }), "Bác Bảy bỏ việc này");
  assert.equal(title({ act: "resolve", content: { removed: null } }), "Bác Bảy lấy lại việc này");
  assert.equal(title({ act: "note", content: { type: "answer" } }), "Bác Bảy trả lời");
  assert.equal(title({ act: "review", content: { decision: "returned" } }), "Bác Bảy hỏi");
  assert.equal(
    titleOfAct(readAct({ id: "x", act: "purge", fields: ["story"] }), ""),
    "Sổ tự xóa nội dung đã hết thời hạn lưu giữ",
  );
  assert.equal(titleOfAct(readAct({ id: "x", act: "rejudge" }), ""), null);
});

test("an act says what was written, what was cleared and what was purged", () => {
  const edit = readAct({
    ...act({ content: { extra_people_count: 3, handover_text: null } }),
    purged: ["handover_text"],
  } as never);

  const lines = linesOfAct(edit, PATROL, speaker);

  assert.deepEqual(
    lines.map(({ words }) => words),
    ["3 người", "Để trống", "Đã xóa theo thời hạn lưu giữ"],
  );
});

test("what another phone kept is told as its author's, with what stood beside and the talk", () => {
  const kept = readAct({
    ...act({ act: "recover" }),
    content: {
      content: { extra_people_count: 3 },
      person: "p2",
      removed: "nhầm",
      siblings: [{ field: "extra_people_count", value: 4 }],
      conversation: [{ id: "n", text: "Đèn hỏng" }],
    },
  } as never);

  assert.equal(kept.person, "p2");
  assert.equal(titleOfAct(kept, "Bác Bảy"), "Việc Bác Bảy ghi, máy khác còn giữ");
  assert.deepEqual(
    linesOfAct(kept, PATROL, speaker).map(({ words }) => words),
    ["Đã bỏ vì: nhầm", "3 người", "4 người", "Đèn hỏng"],
  );
  assert.equal(readAct({ id: "x", act: "recover", content: 7 }).person, "");
});

test("the time of an act is by the right clock, as it was known when it was saved", () => {
  const late = readAct(act({ clock_offset_ms: 60_000 }) as never);

  assert.equal(late.at?.toISOString(), "2026-11-20T20:01:00.000Z");
  assert.equal(readAct({ id: "x", act: "purge" }).at, null);
});

test("only what did not simply apply says what became of it", () => {
  assert.equal(outcomeOf("applied"), "");
  assert.notEqual(outcomeOf("conflict"), "");
});

const returned = { id: "q1", decision: "returned", question: "Hẹn ngày nào?", target: "r1" };
const question = { id: "q1", type: "question", text: "Hẹn ngày nào?", person: "o", field: "area" };
const answer = { id: "n1", type: "answer", text: "Thứ Ba", person: "me", target: "q1" };

test("a question waits until something was said to it", () => {
  const open = aRow("r", 1, { review: returned, conversation: [question] });
  const said = { ...open, conversation: [question, answer] };

  assert.equal(askingOf(found({ shown: open })).now, "open");
  const asking = askingOf(found({ shown: said }, [own(act({ id: "n1", act: "note" }))]));
  assert.deepEqual(
    asking.now === "answered" && [asking.answer, asking.isUnsent, asking.question.field],
    ["Thứ Ba", true, "area"],
  );
});

test("an answer that has gone can't be changed any more, and a second round asks again", () => {
  const said = aRow("r", 1, { review: returned, conversation: [question, answer] });
  const again = {
    ...said,
    review: { ...returned, id: "q2", question: "Mấy giờ?" },
    conversation: [question, answer, { ...question, id: "q2", text: "Mấy giờ?" }],
  };

  const asking = askingOf(found({ shown: said }));
  assert.equal(asking.now === "answered" && asking.isUnsent, false);
  const second = askingOf(found({ shown: again }));
  assert.equal(second.now === "open" && second.question.text, "Mấy giờ?");
});

test("where nothing was asked there is nothing to answer", () => {
  assert.equal(askingOf({ entry: null, own: [] }).now, "nothing");
  assert.equal(askingOf(found({})).now, "nothing");
});
