/** The directory edited: what a form begins with, what a hand-over makes, what is said beforehand. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { hrefTo, spotAt } from "../../src/desk/groups/address.ts";
import { adviceOn } from "../../src/desk/groups/advice.ts";
import { handOver } from "../../src/desk/groups/hand-over.ts";
import { broughtForward } from "../../src/desk/groups/order.ts";
import { prefillsOf } from "../../src/desk/groups/prefills.ts";
import { findFaults } from "../../src/forms/check.ts";
import type { Content } from "../../src/kinds/kind.ts";
import type { Place } from "../../src/session/directory.ts";
import type { FormDraft } from "../../src/session/drafts.ts";
import { kindNamed } from "../support/kind-files.ts";

const TODAY = "2026-11-22";
const group = (id: string, ...areas: string[]): Place => ({
  id,
  kind: "group",
  content: { areas },
});
const member = (id: string, content: Content): Place => ({
  id,
  kind: "member",
  content: {
    group: "g1",
    role: "to_vien",
    status: "dang_tham_gia",
    account: `a-${id}`,
    ...content,
  },
});
const HUNG = member("hung", { name: "Nguyễn Văn Hùng", role: "to_truong" });
const BAY = member("bay", { name: "Lê Xuân Bảy" });
const LAN = member("lan", { name: "Trần Thị Lan", group: "g2", role: "to_truong" });
const MEMBERS = [HUNG, BAY, LAN];

function begins(kind: string, place: Place | null): Content {
  return prefillsOf(kind, { group: place, today: TODAY, newId: () => "new" });
}

/** The draft of a member's record with these changes. */
function correcting({ id, content }: Place, changes: Content): FormDraft {
  return {
    id: "draft",
    kind: "member",
    recordId: id,
    isNew: false,
    stream: "directory",
    content: { ...content, ...changes },
    base: content,
    baseRevision: "r1",
    layout: "page",
    place: { step: 0 },
    field: null,
    savedAt: null,
    thrownAt: null,
  };
}

function adviceFor(draft: FormDraft): string[] {
  return adviceOn(draft, MEMBERS).map(({ what }) => what);
}

test("a new member joins the group today, with an account that an invitation opens", () => {
  assert.deepEqual(begins("member", group("g1", "x")), {
    group: "g1",
    account: "new",
    role: "to_vien",
    status: "dang_tham_gia",
    joined_on: TODAY,
  });
});

test("only the name is left to type of a new member", () => {
  const faults = findFaults(kindNamed("member"), begins("member", group("g1")), {});

  assert.deepEqual([...faults.keys()], ["name"]);
});

test("a checkpoint lies in the group's area where there is but one", () => {
  assert.equal(begins("checkpoint", group("g1", "x"))["area"], "x");
  assert.equal(begins("checkpoint", group("g1", "x", "y"))["area"], undefined);
  assert.deepEqual(begins("route", group("g1")), { group: "g1", status: "dang_dung" });
});

test("the new leader leads, and the old one stays as a member", () => {
  assert.deepEqual(handOver([HUNG, BAY], BAY, { how: "stays" }), [
    { recordId: "bay", content: { role: "to_truong" } },
    { recordId: "hung", content: { role: "to_vien" } },
  ]);
});

test("an old leader who has left keeps his role and gets his day", () => {
  const changes = handOver([HUNG, BAY], BAY, { how: "left", on: TODAY });

  assert.deepEqual(changes[1], {
    recordId: "hung",
    content: { status: "da_nghi", left_on: TODAY },
  });
});

test("a group without a leader gets one, and nobody else changes", () => {
  assert.deepEqual(handOver([BAY], BAY, { how: "stays" }), [
    { recordId: "bay", content: { role: "to_truong" } },
  ]);
});

test("who moves is told what becomes of what is unsent, and a leader that he leaves a gap", () => {
  assert.deepEqual(adviceFor(correcting(BAY, { group: "g2" })), ["moves"]);
  assert.deepEqual(adviceFor(correcting(HUNG, { group: "g3" })), ["moves", "no_leader"]);
  assert.deepEqual(adviceFor(correcting(HUNG, { status: "da_nghi" })), ["leaves", "no_leader"]);
  assert.deepEqual(adviceFor(correcting(HUNG, { role: "to_pho" })), ["no_leader"]);
});

test("a second leader is told of, and nothing where nothing follows", () => {
  assert.deepEqual(adviceFor(correcting(BAY, { role: "to_truong" })), ["second_leader"]);
  assert.deepEqual(adviceFor(correcting(BAY, { name: "Lê Xuân Bẩy" })), []);
});

test("a new member named as somebody in another group may be the same person", () => {
  const named = { name: " trần thị  LAN ", account: "new" };
  const added = { ...correcting(member("new", {}), named), isNew: true };

  assert.deepEqual(adviceFor(added), ["same_name"]);
  assert.deepEqual(adviceFor({ ...added, content: { ...added.content, account: "a-lan" } }), []);
});

test("a checkpoint of a route is brought forward by one place", () => {
  assert.deepEqual(broughtForward(["a", "b", "c"], 2), ["a", "c", "b"]);
  assert.deepEqual(broughtForward(["a", "b", "c"], 1), ["b", "a", "c"]);
});

test("every place of the room has an address of its own", () => {
  const at = (path: string) =>
    spotAt({ parts: path.split("/").filter(Boolean), query: new URLSearchParams(), hash: "" });

  assert.deepEqual(at("/desk/groups"), { at: null, task: null });
  assert.deepEqual(at(hrefTo("g1")), { at: "g1", task: null });
  assert.deepEqual(at(hrefTo("g1", { what: "new", kind: "route" })).task, {
    what: "new",
    kind: "route",
  });
  assert.deepEqual(at(hrefTo("g1", { what: "draft", draftId: "d" })).task, {
    what: "draft",
    draftId: "d",
  });
  assert.equal(at("/desk/groups/g1/nonsense/x").task, null);
});
