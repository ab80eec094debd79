import assert from "node:assert/strict";
import { test } from "node:test";
import { wasHash } from "../../src/lib/canonical.ts";
import { layOver, liesOver, whatAuthorSaw } from "../../src/sync/overlay.ts";
import { aMutation, anId, applied, at } from "../support/phones.ts";
import { aRow } from "../support/stores.ts";

const KEYS = { findings: "id" };
const MUTATION = aMutation();
const KEPT = {
  mutation: MUTATION,
  result: applied(MUTATION, 4),
  until: at(6),
  order: 1,
  since: 0,
  sizeBytes: 1,
};

function far(cursor: string, witness: string = cursor) {
  return { cursors: { "log:g": cursor }, witness };
}

test("a judged mutation lies over the copy until its cursor reaches the verdict's witness", () => {
  const row = aRow(MUTATION.record_id, 4, { stream: "log:g" });

  assert.ok(liesOver(KEPT, row, far(at(5))));
  assert.ok(!liesOver(KEPT, row, far(at(6))));
  assert.ok(liesOver(KEPT, row, { cursors: {}, witness: at(9) }));
  assert.ok(liesOver(KEPT, row, far("what is this")));
});

test("where the row moved on while it was pulled, it lies there until the pull is complete", () => {
  const old = aRow(MUTATION.record_id, 3, { stream: "log:g" });

  for (const copy of [null, old]) {
    assert.ok(liesOver(KEPT, copy, far(at(6), at(9))));
    assert.ok(!liesOver(KEPT, copy, far(at(9), at(9))));
  }
});

for (const [code, lies] of [
  ["UNKNOWN_BASE", true],
  ["OUT_OF_SCOPE", true],
  ["BAD_DATA", true],
  ["CLOSED", false],
  ["REPLACED", false],
  ["ID_REUSED", false],
] as const) {
  test(`held as ${code} it is ${lies ? "still shown" : "shown no more"}`, () => {
    const result = { ...KEPT.result, verdict: "held" as const, code };

    assert.equal(liesOver({ ...KEPT, result }, null, far(at(9))), lies);
  });
}

test("a record that only this phone knows is shown as it was written", () => {
  const shown = layOver(null, [MUTATION], KEYS);

  assert.deepEqual(
    [shown?.id, shown?.content, shown?.revision],
    [MUTATION.record_id, { area: "chua" }, MUTATION.id],
  );
});

test("an edit lies over its fields alone, and null clears one", () => {
  const row = aRow(anId(), 1, { content: { area: "chua", weather: "mua", km: 3 } });
  const edit = aMutation({ act: "edit", content: { weather: "nang", km: null } });

  assert.deepEqual(layOver(row, [edit], KEYS)?.content, { area: "chua", weather: "nang" });
});

test("items are laid over one by one, in the order of their ids", () => {
  const row = aRow(anId(), 1, {
    content: {
      findings: [
        { id: "b", n: 1 },
        { id: "c", n: 1 },
      ],
    },
  });
  const edit = aMutation({ act: "edit", content: { findings: [{ id: "c", n: 2 }, { id: "a" }] } });

  assert.deepEqual(layOver(row, [edit], KEYS)?.content?.["findings"], [
    { id: "a" },
    { id: "b", n: 1 },
    { id: "c", n: 2 },
  ]);
});

test("removing, moving, noting and reviewing are shown at once", () => {
  const row = aRow(anId(), 1);
  const note = aMutation({ act: "note", content: { type: "remark", text: "đã xem" } });
  const review = aMutation({ act: "review", target: "r1", content: { decision: "accepted" } });
  const acts = [
    aMutation({ act: "remove", content: { reason: "nhầm" } }),
    aMutation({ act: "move", content: { stream: "log:h" } }),
    note,
    note,
    review,
  ];

  const shown = layOver(row, acts, KEYS);

  assert.deepEqual([shown?.deleted, shown?.stream], [true, "log:h"]);
  assert.deepEqual(shown?.conversation, [
    { id: note.id, person: "p", at: note.at, target: null, type: "remark", text: "đã xem" },
  ]);
  assert.deepEqual(shown?.review, { decision: "accepted", target: "r1" });
  assert.deepEqual([shown?.revision, shown?.review_revision], [acts[1]?.id, review.id]);
});

test("a record that was removed comes back by a resolve, with what its author saw", () => {
  const gone = layOver(
    aRow(anId(), 1),
    [aMutation({ act: "remove", content: { reason: "nhầm" } })],
    KEYS,
  );
  const back = layOver(gone, [aMutation({ act: "resolve", content: { removed: null } })], KEYS);

  assert.deepEqual([gone?.deleted, gone?.removed], [true, "nhầm"]);
  assert.deepEqual([back?.deleted, back?.removed, back?.content], [false, null, { area: "chua" }]);
});

test("what its author settled no longer asks to be settled; other places still do", () => {
  const sibling = { value: "x", person: "q", at: "" };
  const siblings = [
    { ...sibling, revision: "s1", field: "area" },
    { ...sibling, revision: "s2", field: "findings/f1" },
    { ...sibling, revision: "s3", field: "area" },
  ];
  const row = aRow(anId(), 1, { siblings });
  const resolve = aMutation({ act: "resolve", target: ["s1"], content: { area: "dong" } });

  const shown = layOver(row, [resolve], KEYS);

  assert.deepEqual(
    shown?.siblings?.map(({ revision }) => revision),
    ["s2", "s3"],
  );
  assert.deepEqual(shown?.content, { area: "dong" });
});

test("settling a move closes what stood beside, and writes nothing into the record", () => {
  const sibling = { revision: "s1", field: "stream", value: "log:h", person: "q", at: "" };
  const row = aRow(anId(), 1, { siblings: [sibling] });
  const move = aMutation({ act: "move", content: { stream: "log:h" } });
  const resolve = aMutation({ act: "resolve", target: ["s1"], content: { stream: "log:h" } });

  const shown = layOver(row, [move, resolve], KEYS);

  assert.deepEqual([shown?.stream, shown?.siblings], ["log:h", []]);
  assert.deepEqual(shown?.content, row.content);
});

test("what is shown never changes what is stored", () => {
  const row = Object.freeze(aRow(anId(), 1, { content: Object.freeze({ area: "chua" }) }));

  layOver(row, [aMutation({ act: "edit", content: { area: "dong" } })], KEYS);

  assert.deepEqual(row.content, { area: "chua" });
});

test("a field's name can't reach the prototype", () => {
  const content = JSON.parse('{"__proto__": {"polluted": true}}');

  const shown = layOver(null, [aMutation({ content })], KEYS);

  assert.ok(Object.hasOwn(shown?.content ?? {}, "__proto__"));
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("an author saw the value that stood there, in the server's form of letters", () => {
  const was = whatAuthorSaw({ area: "to\u0302\u0309" }, { area: "x", weather: "mua" }, KEYS);

  assert.deepEqual(was, { area: wasHash("t\u1ed5"), weather: null });
});

test("of an item list an author saw the items that he changed", () => {
  const present = {
    findings: [
      { id: "a", n: 1 },
      { id: "b", n: 1 },
    ],
  };

  const was = whatAuthorSaw(present, { findings: [{ id: "b", n: 2 }, { id: "c" }] }, KEYS);

  assert.deepEqual(was, { findings: { b: wasHash({ id: "b", n: 1 }), c: null } });
});
