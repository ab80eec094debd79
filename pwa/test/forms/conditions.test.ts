import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, isAsked, isFilled, isShown, setAt } from "../../src/forms/content.ts";
import type { Field } from "../../src/kinds/kind.ts";
import { kindNamed } from "../support/kind-files.ts";

const labels = { vi: "Mục", en: "Field" };

test("an empty text, list or list of tombstones says nothing; false and 0 do", () => {
  for (const nothing of [undefined, null, "", "  ", [], {}, [{ id: "a", removed: true }]]) {
    assert.equal(isFilled(nothing), false);
  }
  for (const something of [false, 0, "a", ["a"], { den_pin: 1 }, [{ id: "a" }]]) {
    assert.equal(isFilled(something), true);
  }
});

test("a condition asks for one of its values, of a list for any of them", () => {
  const fields: Field[] = [{ name: "status", type: "choice", labels }];

  assert.ok(holds({ field: "status", in: ["hong"] }, fields, { status: "hong" }));
  assert.ok(!holds({ field: "status", in: ["hong"] }, fields, {}));
  assert.ok(holds({ field: "status", in: ["hong"] }, fields, { status: ["tot", "hong"] }));
  assert.ok(holds({ field: "status", filled: false }, fields, {}));
  assert.ok(holds(undefined, fields, {}));
});

test("a condition reads what an absent value stands for", () => {
  const fields: Field[] = [{ name: "present", type: "bool", labels, absent_means: true }];

  assert.ok(holds({ field: "present", in: [true] }, fields, {}));
  assert.ok(!holds({ field: "present", in: [true] }, fields, { present: false }));
});

test("a question hides with the one it hangs on", () => {
  const { fields } = kindNamed("camera");
  const consentDay = fields.find((field) => field.name === "consent_on");
  assert.ok(consentDay);

  const outdoors = { placement: "ngoai_troi", share_consent: "dong_y" };

  assert.ok(isShown(consentDay, fields, outdoors));
  assert.ok(!isShown(consentDay, fields, { ...outdoors, placement: "trong_nha" }));
});

test("the form leaves out what the app fills and what reviewers own", () => {
  const asked = (field: Partial<Field>) => {
    const whole: Field = { name: "x", type: "text", labels, ...field };
    return isAsked(whole, [whole], {});
  };

  assert.ok(asked({}));
  assert.ok(!asked({ filled_by: "app" }));
  assert.ok(!asked({ owner: "reviewer" }));
  assert.ok(!asked({ type: "uuid" }));
  assert.ok(!asked({ retired: 2 }));
});

test("a value is set in the record, or in the one item that its path names", () => {
  const kind = kindNamed("patrol");
  const content = { findings: [{ id: "a" }, { id: "b" }] };

  assert.deepEqual(setAt(kind, {}, "situation", "binh_thuong"), { situation: "binh_thuong" });
  assert.deepEqual(setAt(kind, content, "findings.b.place_text", "Cầu"), {
    findings: [{ id: "a" }, { id: "b", place_text: "Cầu" }],
  });
  assert.deepEqual(setAt(kind, content, "findings.gone.place_text", "Cầu"), content);
});
