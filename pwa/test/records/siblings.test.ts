import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../../src/kinds/kind.ts";
import type { Sibling } from "../../src/lib/wire.ts";
import { disputesOf, sayAt, settle, settlement } from "../../src/records/siblings.ts";
import { CATALOG, SHIPPED } from "../support/kinds.ts";
import { aPhone } from "../support/phones.ts";
import { aRow } from "../support/stores.ts";

const KEYS = CATALOG.itemKeysOf("patrol");
const PATROL = SHIPPED["patrol"] as unknown as Kind;
const speaker = { options: () => [], today: "2026-11-21" };

function sibling(field: string, value: Sibling["value"], revision = "s1"): Sibling {
  return { revision, field, value, person: "p2", at: "2026-11-20T20:00:00+07:00" };
}

test("the values of one place stand beside each other, each place by itself", () => {
  const row = aRow("r", 1, { content: { situation: "yen", handover_text: "đèn" } });
  const siblings = [
    sibling("situation", "phuc_tap", "s1"),
    sibling("handover_text", "khóa", "s2"),
    sibling("situation", "khac", "s3"),
  ];

  const disputes = disputesOf(row, siblings, KEYS);

  assert.deepEqual(
    disputes.map(({ place, head, others }) => [place, head, others.length]),
    [
      ["situation", "yen", 2],
      ["handover_text", "đèn", 1],
    ],
  );
});

test("choosing one settles all siblings of its place, and of no other", () => {
  const [first] = disputesOf(
    aRow("r", 1, { content: { situation: "yen" } }),
    [sibling("situation", "a", "s1"), sibling("situation", "b", "s2"), sibling("area", "c", "s3")],
    KEYS,
  );

  assert.ok(first);
  assert.deepEqual(settlement(first, "a"), { content: { situation: "a" }, target: ["s1", "s2"] });
  assert.deepEqual(settlement(first, undefined).content, { situation: null });
});

test("of two moves the book that it stands in is held against the other", () => {
  const row = aRow("r", 1, { stream: "log:a" });

  const [dispute] = disputesOf(row, [sibling("stream", "log:b")], KEYS);

  assert.ok(dispute);
  assert.equal(dispute.head, "log:a");
  assert.deepEqual(settlement(dispute, "log:b"), { content: { stream: "log:b" }, target: ["s1"] });
  assert.equal(sayAt(PATROL, "stream", "log:b", speaker), "Tổ mà máy này chưa biết");
});

test("a move is settled by a move and a resolve, staying by a resolve alone", async () => {
  const row = aRow("r", 1, { stream: "log:a" });
  const [dispute] = disputesOf(row, [sibling("stream", "log:b")], KEYS);
  assert.ok(dispute);
  const actsFor = async (value: string) => {
    const { phone, disk } = aPhone();
    await settle(phone, "r", dispute, value);
    const lines = await disk.read(["outbox"], (to) => to.raw.objectStore("outbox").getAll());
    return lines.map(({ body }) => JSON.parse(String(body)).act);
  };

  assert.deepEqual(await actsFor("log:b"), ["move", "resolve"]);
  assert.deepEqual(await actsFor("log:a"), ["resolve"]);
});

test("of a list the item is the unit", () => {
  const mine = { id: "f1", description: "đèn hỏng" };
  const theirs = { id: "f1", description: "đèn hỏng, cột 14" };
  const row = aRow("r", 1, { content: { findings: [mine, { id: "f2" }] } });

  const [dispute] = disputesOf(row, [sibling("findings/f1", theirs)], KEYS);

  assert.ok(dispute);
  assert.deepEqual(dispute.head, mine);
  assert.deepEqual(settlement(dispute, theirs), {
    content: { findings: [theirs] },
    target: ["s1"],
  });
});

test("a removal against an edit is a choice too", () => {
  const [dispute] = disputesOf(aRow("r", 1), [sibling("removed", "ghi trùng")], KEYS);

  assert.ok(dispute);
  assert.equal(sayAt(PATROL, "removed", dispute.head, speaker), "Giữ việc này");
  assert.equal(sayAt(PATROL, "removed", "ghi trùng", speaker), "Đã bỏ vì: ghi trùng");
  assert.deepEqual(settlement(dispute, undefined).content, { removed: null });
});

test("an item that was taken out, or a value that was cleared, reads as left empty", () => {
  for (const value of [null, { id: "f1", removed: true }] as Sibling["value"][]) {
    assert.equal(sayAt(PATROL, "findings/f1", value, speaker), "Để trống");
  }
});
