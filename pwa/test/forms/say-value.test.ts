import assert from "node:assert/strict";
import { test } from "node:test";
import { type Speaker, sayValue } from "../../src/forms/say-value.ts";
import type { Field } from "../../src/kinds/kind.ts";

const speaker: Speaker = { options: () => [], today: "2026-11-21" };
const labels = { vi: "Mục", en: "Field" };

test("what should be a number and is none is shown as it was written", () => {
  const field: Field = { name: "count", type: "int", labels, unit: { vi: "người", en: "people" } };

  assert.equal(sayValue(field, 3, speaker), "3 người");
  assert.equal(sayValue(field, "nhiều", speaker), "nhiều");
});

test("an hour of the day that is said above stands without it", () => {
  const field: Field = {
    name: "points",
    type: "items",
    labels,
    fields: [{ name: "at", type: "datetime", labels }],
  };
  const items = [{ at: "2026-11-20T23:50:00+07:00" }, { at: "2026-11-21T00:10:00+07:00" }];

  const said = sayValue(field, items, { ...speaker, saidDay: "2026-11-20" });

  assert.equal(said.replaceAll("\u00a0", " "), "23:50\n00:10, Thứ Bảy, 21/11");
});
