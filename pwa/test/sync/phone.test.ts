import assert from "node:assert/strict";
import { test } from "node:test";
import { Disk } from "../../src/db/disk.ts";
import { findDraft, putDraft } from "../../src/db/drafts.ts";
import { wasHash } from "../../src/lib/canonical.ts";
import type { Deed } from "../../src/sync/mutation.ts";
import type { Shown } from "../../src/sync/overlay.ts";
import { standingOf } from "../../src/sync/view.ts";
import { aMutation, anId, answering, aPhone, applied, at, stateOf } from "../support/phones.ts";
import { fetched } from "../support/pulls.ts";
import { aRow, outboxIds, retained } from "../support/stores.ts";

test("what is saved is there for a phone that starts anew", async () => {
  const { phone, disk, owner } = aPhone();
  const made = await phone.act({
    act: "create",
    recordId: anId(),
    stream: "log:g",
    kind: "patrol",
  });
  await disk.close();

  const again = aPhone(owner, disk).phone;

  assert.deepEqual((await again.buildRequest()).mutations, [made]);
  assert.equal(await standingOf(disk, made.id), "saved");
});

test("an edit builds on what is shown, one's own unsent edit included", async () => {
  const { phone } = aPhone();
  const recordId = anId();
  const created = await phone.act({
    act: "create",
    recordId,
    stream: "log:g",
    kind: "patrol",
    content: { area: "chua" },
  });

  const edit = await phone.act({ act: "edit", recordId, content: { area: "dong" } });

  assert.equal(edit.base, created.id);
  assert.deepEqual(edit.was, { area: wasHash("chua") });
  assert.deepEqual([edit.kind, edit.stream], ["patrol", "log:g"]);
  assert.deepEqual((await phone.view(recordId))?.content, { area: "dong" });
});

test("of two taps at once, in two tabs, each builds on the other", async () => {
  const { phone, disk, owner } = aPhone();
  const other = aPhone(owner, new Disk(disk.name)).phone;
  const recordId = anId();
  await phone.act({ act: "create", recordId, stream: "log:g", kind: "patrol", content: { n: 0 } });
  const addOne = (shown: Shown | null): Deed => {
    return { act: "edit", recordId, content: { n: Number(shown?.content?.["n"]) + 1 } };
  };

  const taps = [phone, other, phone, other].map((one) => one.actOn(recordId, addOne));
  const made = await Promise.all(taps);

  assert.deepEqual((await phone.view(recordId))?.content, { n: 4 });
  assert.equal(new Set(made.map((one) => one?.base)).size, 4);
});

test("where there is nothing to do nothing is saved", async () => {
  const { phone, disk } = aPhone();

  assert.equal(await phone.actOn(anId(), () => null), null);

  assert.deepEqual(await outboxIds(disk), []);
});

test("a review builds on the review, a note on nothing", async () => {
  const { phone, hand } = aPhone();
  const standing = aRow(anId(), 3, { review_revision: "v1" });
  await fetched({ phone, hand }, standing);

  const review = await phone.mutation({ act: "review", recordId: standing.id, target: "r3" });
  const note = await phone.mutation({ act: "note", recordId: standing.id });

  assert.deepEqual([review.base, review.target, note.base], ["v1", "r3", null]);
});

test("a move says which stream its author saw", async () => {
  const { phone, hand } = aPhone();
  const standing = aRow(anId(), 3);
  await fetched({ phone, hand }, standing);

  const move = await phone.mutation({
    act: "move",
    recordId: standing.id,
    content: { stream: "log:h" },
  });

  assert.deepEqual([move.base, move.was], ["r3", { stream: wasHash("log:g") }]);
});

test("a mutation made of a draft takes the draft's place in one step", async (t) => {
  const { phone, disk } = aPhone();
  await disk.write(["drafts"], (to) => putDraft(to, "form", { area: "chua" }));
  const opened = t.mock.method(IDBDatabase.prototype, "transaction");

  await phone.save([aMutation()], "form");

  assert.equal(opened.mock.callCount(), 1);
  assert.equal(await disk.read(["drafts"], (to) => findDraft(to, "form")), null);
});

test("two tabs that send the same end with one verdict, and the second reply is thrown away", async () => {
  const { phone, disk, owner, hand } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  const other = aPhone(owner, disk);
  const judge = answering({ results: [applied(mutation, 1)], witness: at(1) });
  other.hand.answer = judge;
  hand.answer = async (url, options) => {
    await other.phone.exchange();
    return judge(url, options);
  };

  await phone.exchange();

  assert.equal((await retained(disk)).length, 1);
  assert.equal((await stateOf(disk)).turn, 1);
});

test("how the phone is goes along, at most every ten minutes", async () => {
  const { phone, hand } = aPhone();
  hand.answer = answering({});
  await phone.save([aMutation()]);

  for (const minutes of [0, 9, 1]) {
    hand.nowMs += minutes * 60_000;
    await phone.exchange();
  }

  const [first, ...rest] = hand.sent.map((request) => request.health);
  assert.deepEqual([first?.pending, first?.version, first?.quota_left], [1, "1.0.0", null]);
  assert.deepEqual(
    rest.map((health) => health !== undefined),
    [false, true],
  );
});

test("a batch holds at most 100, and no more bytes than the server takes", async () => {
  const { phone } = aPhone();
  await phone.save(Array.from({ length: 101 }, () => aMutation()));
  const many = (await phone.buildRequest()).mutations.length;

  const { phone: other } = aPhone();
  const large = { content: { text: "đ".repeat(45_000) } }; // two bytes each
  await other.save([aMutation(large), aMutation(large), aMutation(large)]);

  assert.equal(many, 100);
  assert.equal((await other.buildRequest()).mutations.length, 2);
});
