import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { OFFICERS } from "../../src/desk/held/held-words.ts";
import { english } from "../../src/i18n/english.ts";
import { desk } from "../../src/i18n/vi/desk.ts";
import { deskPhotos } from "../../src/i18n/vi/desk-photos.ts";
import { figures } from "../../src/i18n/vi/figures.ts";
import { invite } from "../../src/i18n/vi/invite.ts";
import { photos } from "../../src/i18n/vi/photos.ts";
import { sync } from "../../src/i18n/vi/sync.ts";
import { vietnamese as everyday } from "../../src/i18n/words.ts";
import { heldReasons, heldWords } from "../../src/records/held-words.ts";

const vietnamese = {
  ...everyday,
  ...desk,
  ...figures,
  ...invite,
  ...photos,
  ...deskPhotos,
  ...sync,
};
const CONTRACT = new URL("../../../docs/SYNC.md", import.meta.url);

/** What others wrote and a phone gave back is told at the desk alone. */
const DESKS_OWN = "RECOVERED";

/** Every code that the contract names behind "held" and that an author may meet. */
function codes(): string[] {
  const rows = readFileSync(CONTRACT, "utf8").matchAll(/^\| held ([A-Z_, ]+) \|/gm);
  return [...rows]
    .flatMap(([, names = ""]) => names.split(/, ?/))
    .filter((code) => code !== DESKS_OWN);
}

test("every code of the contract has words of its own, in both languages", () => {
  const other = heldWords("NEWER").why;

  assert.equal(codes().length, 11);
  for (const code of codes()) {
    const { why, todo } = heldWords(code);
    assert.notEqual(why, other, code);
    for (const words of [vietnamese, english]) assert.ok(words[why] && words[todo], code);
  }
});

test("the desk has words for what a phone gave back", () => {
  const { why, todo } = heldWords(DESKS_OWN, OFFICERS);

  for (const words of [vietnamese, english]) assert.ok(words[why] && words[todo]);
  assert.notEqual(why, OFFICERS.other.why);
});

test("no two codes are told alike", () => {
  const told = codes().map((code) => vietnamese[heldWords(code).why]);

  assert.equal(new Set(told).size, told.length);
});

test("a code of a newer server is told too, and so is none", () => {
  assert.equal(heldWords("NEWER").why, "held.other");
  assert.equal(heldWords(null).why, "held.other");
});

test("each reason is told once, and what waits for the rest only where it is alone", () => {
  const waits = ["UNKNOWN_BASE", "UNKNOWN_BASE"];

  assert.deepEqual(heldReasons(["OUT_OF_SCOPE", ...waits, "BAD_DATA"]), [
    "OUT_OF_SCOPE",
    "BAD_DATA",
  ]);
  assert.deepEqual(heldReasons(waits), ["UNKNOWN_BASE"]);
  assert.deepEqual(heldReasons([]), []);
});
