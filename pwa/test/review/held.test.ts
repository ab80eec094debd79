import assert from "node:assert/strict";
import { test } from "node:test";
import { outboxOf } from "../../src/db/outbox.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import {
  canRelease,
  closeHeld,
  type HeldCase,
  heldCases,
  releaseHeld,
} from "../../src/review/held.ts";
import { readDesk } from "../../src/review/queue.ts";
import type { Session } from "../../src/session/session.ts";
import { anOffice, aPatrolRow, entryOf, type Office, pullRows } from "../support/desk.ts";
import { CATALOG } from "../support/kinds.ts";
import { anId, NOW_MS } from "../support/phones.ts";

function aHeldRow(code: string, mutation: JsonObject | null, id = anId()) {
  return aPatrolRow(1, {
    id,
    kind: "held",
    stream: "desk",
    occurred_on: null,
    content: { code, stream: "log:g", mutation },
  });
}

function caseOf(row: ReturnType<typeof aHeldRow>): HeldCase {
  const [found] = heldCases([entryOf(row)], CATALOG.kinds);
  if (!found) throw new Error("not a held row");
  return found;
}

const session = (office: Office) => office as unknown as Session;

test("what is held is released and closed by its id, on the desk's own row", async () => {
  for (const [act, end] of [
    ["release", releaseHeld],
    ["close", closeHeld],
  ] as const) {
    const office = anOffice();
    const mutation = { id: anId(), record_id: anId(), kind: "patrol", act: "edit" };
    const row = aHeldRow("OUT_OF_SCOPE", mutation, mutation.id);
    await pullRows(office, row);

    await end(session(office), caseOf(row), " Đã chuyển tổ ");

    const [sent] = await office.disk.read(["outbox"], (to) => outboxOf(to, row.id));
    assert.equal(sent?.mutation.act, act);
    assert.equal(sent?.mutation.target, mutation.id);
    assert.equal(sent?.mutation.kind, "held");
    assert.equal(sent?.mutation.stream, "desk");
    assert.equal(sent?.mutation.base, null);
    assert.deepEqual(sent?.mutation.content, { reason: "Đã chuyển tổ" });
    const [ending] = (await readDesk(office, NOW_MS)).held;
    assert.equal(ending?.isEnding, true);
  }
});

test("closing needs a reason, and none is longer than the server takes", async () => {
  const office = anOffice();
  const held = caseOf(aHeldRow("LOCKED", null));

  await assert.rejects(closeHeld(session(office), held, "  "), RangeError);
  await assert.rejects(closeHeld(session(office), held, "ế".repeat(201)), RangeError);
});

test("another body under a known id goes by the row's id; what stays wrong is not judged again", () => {
  const mutation = { id: anId(), kind: "patrol" };
  const row = aHeldRow("ID_REUSED", mutation);

  assert.equal(caseOf(row).id, row.id);
  assert.equal(canRelease(caseOf(row)), false);
  assert.equal(canRelease(caseOf(aHeldRow("BAD_DATA", mutation))), false);
  assert.equal(caseOf(aHeldRow("LOCKED", mutation)).id, mutation.id);
  assert.equal(canRelease(caseOf(aHeldRow("LOCKED", mutation))), true);
});

test("what builds on what was given back is told and released with it, and not closed with it", async () => {
  const [lost, record] = [anId(), anId()];
  const given = { id: anId(), record_id: record, kind: "patrol", act: "recover", target: lost };
  const edit = { id: anId(), record_id: record, kind: "patrol", act: "edit", base: lost };
  const rows = [aHeldRow("RECOVERED", given, given.id), aHeldRow("UNKNOWN_BASE", edit, edit.id)];
  const [first] = heldCases(
    rows.map((row) => entryOf(row)),
    CATALOG.kinds,
  );

  assert.deepEqual(
    first?.behind.map(({ id }) => id),
    [edit.id],
  );
  assert.equal(first && canRelease(first), true);
  const office = anOffice();
  await pullRows(office, ...rows);
  await closeHeld(session(office), first as HeldCase, "không cần");

  assert.deepEqual(await office.disk.read(["outbox"], (to) => outboxOf(to, edit.id)), []);
});

test("an odd inside is listed and breaks nothing", () => {
  const odd = caseOf(aHeldRow("BAD_DATA", { id: 7, kind: ["x"], record_id: null }));

  assert.deepEqual([odd.kind, odd.record, odd.behind], [null, null, []]);
});

test("what builds on a record that is held itself stands behind its beginning", () => {
  const create = anAct("create");
  const note = { ...create, id: anId(), act: "note" };

  const [first, second] = casesOf(
    aHeldRow("OUT_OF_SCOPE", create, create.id),
    aHeldRow("UNKNOWN_BASE", note, note.id),
  );

  assert.deepEqual(idsOf(first), [note.id]);
  assert.deepEqual(idsOf(second), []);
});

test("what a hand went on writing without the right to stands behind its first", () => {
  const edit = anAct("edit");
  const next = { ...edit, id: anId() };
  const another = { ...edit, id: anId(), person: "other" };

  const [first] = casesOf(
    aHeldRow("READ_ONLY", edit, edit.id),
    { ...aHeldRow("READ_ONLY", next, next.id), seq: 2 },
    { ...aHeldRow("READ_ONLY", another, another.id), seq: 3 },
  );

  assert.deepEqual(idsOf(first), [next.id]);
});

test("what is behind goes in with its first, and ends with it unless it can do without", async () => {
  for (const [act, code, end, count] of [
    ["create", "UNKNOWN_BASE", releaseHeld, 2],
    ["create", "UNKNOWN_BASE", closeHeld, 2],
    ["edit", "OUT_OF_SCOPE", closeHeld, 2],
    ["edit", "UNKNOWN_BASE", closeHeld, 1],
  ] as const) {
    const office = anOffice();
    const first = anAct(act);
    const later = { ...first, id: anId(), act: "edit", base: first.id };
    const row = aHeldRow("OUT_OF_SCOPE", first, first.id);
    const next = { ...aHeldRow(code, later, later.id), seq: 2 };
    await pullRows(office, row, next);
    const [held] = casesOf(row, next);
    assert.ok(held);

    await end(session(office), held, "Đã chuyển tổ");

    const sent = await office.disk.read(["outbox"], async (to) => [
      ...(await outboxOf(to, row.id)),
      ...(await outboxOf(to, next.id)),
    ]);
    assert.deepEqual(
      sent.map(({ mutation }) => mutation.target),
      [first.id, later.id].slice(0, count),
    );
  }
});

function anAct(act: string) {
  return { id: anId(), record_id: anId(), kind: "patrol", person: "author", act };
}

function casesOf(...rows: ReturnType<typeof aHeldRow>[]): HeldCase[] {
  return heldCases(
    rows.map((row) => entryOf(row)),
    CATALOG.kinds,
  );
}

function idsOf(held: HeldCase | undefined): string[] | undefined {
  return held?.behind.map(({ id }) => id);
}
