import assert from "node:assert/strict";
import { test } from "node:test";
import { isStillGood, sayRefusal } from "../../src/phone/sign-in/refusal.ts";
import type { Refused } from "../../src/session/sign-in-door.ts";

const REASONS: readonly Refused["why"][] = [
  "offline",
  "wrong",
  "used",
  "expired",
  "too_often",
  "busy",
];

test("every refusal has words of its own, none of the server's", () => {
  const words = REASONS.map((why) => sayRefusal({ why }));

  assert.equal(new Set(words).size, REASONS.length);
  for (const said of words) assert.ok(!/sign_in|rate|server/.test(said), said);
});

test("the wait is said in whole minutes, never shorter than it is", () => {
  assert.match(sayRefusal({ why: "too_often", waitS: 61 }), /chờ 2 phút/);
  assert.match(sayRefusal({ why: "too_often", waitS: 3 }), /chờ 1 phút/);
});

test("an invitation that was not used up is said to be still good", () => {
  assert.deepEqual(
    REASONS.filter((why) => isStillGood({ why })),
    ["offline", "too_often", "busy"],
  );
});
