import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../../../src/forms/place.ts";
import { addressOf, placeIn } from "../../../src/phone/form/address.ts";

const ITEM = "00000000-0000-7000-8000-000000000001";

for (const place of [
  { step: 0 },
  { step: 3 },
  { step: 2, item: { field: "findings", id: ITEM } },
] satisfies Place[]) {
  test(`the address of ${JSON.stringify(place)} leads back there`, () => {
    const href = addressOf("d1", place);

    assert.deepEqual(placeIn(new URL(href, "https://x").searchParams, 4), place);
  });
}

test("an address without a step names no place; an odd one stays within the form", () => {
  assert.equal(placeIn(new URLSearchParams(), 4), null);
  assert.deepEqual(placeIn(new URLSearchParams("step=9"), 4), { step: 3 });
  assert.deepEqual(placeIn(new URLSearchParams("step=x&item=findings"), 4), { step: 0 });
});
