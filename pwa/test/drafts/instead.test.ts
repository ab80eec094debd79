import assert from "node:assert/strict";
import { test } from "node:test";
import { contentInstead, heldOf, wasInstead } from "../../src/drafts/instead.ts";
import type { Kind } from "../../src/kinds/kind.ts";
import type { Result } from "../../src/lib/wire.ts";
import type { Entry } from "../../src/sync/list.ts";
import { whatAuthorSaw } from "../../src/sync/overlay.ts";
import { CATALOG, SHIPPED } from "../support/kinds.ts";
import { aMutation } from "../support/phones.ts";

const PATROL = SHIPPED["patrol"] as unknown as Kind;
const KEYS = CATALOG.itemKeysOf("patrol");

test("only one's own act with a wrong inside is replaced", () => {
  const mine = aMutation({ person: "p" });

  const found = ["BAD_DATA", "BAD_VERSION", "LOCKED", "UNKNOWN_BASE"].map(
    (code) => heldOf(entryWith(mine, code), "p")?.id,
  );

  assert.deepEqual(found, [mine.id, mine.id, undefined, undefined]);
  assert.equal(heldOf(entryWith(mine, "BAD_DATA"), "somebody else"), null);
  assert.equal(heldOf(entryWith(aMutation({ person: "p", act: "note" }), "BAD_DATA"), "p"), null);
});

test("in the place of a held create the whole record goes", () => {
  const held = aMutation({ content: { situation: "odd", area: "chua" } });
  const content = { situation: "binh_thuong", area: "chua" };

  const instead = contentInstead(PATROL, held, content, { situation: "binh_thuong" });

  assert.deepEqual(instead, content);
  assert.deepEqual(wasInstead(held, held.content, instead, KEYS), {});
});

test("in the place of a held edit goes all that it said, mended, and what is new", () => {
  const held = aMutation({
    act: "edit",
    content: { situation: "odd", conditions: "mua", findings: [{ id: "f1", description: "x" }] },
    was: { situation: "seen", conditions: null, findings: { f1: null } },
  });
  const content = {
    situation: "binh_thuong",
    findings: [
      { id: "f1", description: "y" },
      { id: "f2", description: "z" },
    ],
    handover_text: "xong",
    area: "chua",
  };
  const changed = {
    situation: "binh_thuong",
    handover_text: "xong",
    findings: [{ id: "f2", description: "z" }],
  };

  const instead = contentInstead(PATROL, held, content, changed);
  const was = wasInstead(held, { area: "chua" }, instead, KEYS);

  assert.deepEqual(instead, {
    situation: "binh_thuong",
    conditions: null,
    handover_text: "xong",
    findings: [
      { id: "f1", description: "y" },
      { id: "f2", description: "z" },
    ],
  });
  assert.deepEqual(was, {
    ...whatAuthorSaw({}, { handover_text: "xong" }, KEYS),
    situation: "seen",
    conditions: null,
    findings: { f1: null, f2: null },
  });
});

function entryWith(mutation: ReturnType<typeof aMutation>, code: string): Entry {
  const result: Result = { id: mutation.id, seq: 1, verdict: "held", code, siblings: [] };
  return { held: [{ mutation, result }] } as unknown as Entry;
}
