import assert from "node:assert/strict";
import { test } from "node:test";
import { findDraft, putDraft } from "../../src/db/drafts.ts";
import { wasHash } from "../../src/lib/canonical.ts";
import type { ExchangeRequest, Mutation } from "../../src/lib/wire.ts";
import { readWaiting, standingOf } from "../../src/sync/view.ts";
import {
  aMutation,
  anId,
  answering,
  aPhone,
  applied,
  at,
  readRequest,
  refusing,
  type Setting,
  silence,
  stateOf,
} from "../support/phones.ts";
import { aRow, ids, outboxIds, retained, row } from "../support/stores.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

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

test("a review builds on the review, a note on nothing", async () => {
  const { phone, hand } = aPhone();
  const standing = aRow(anId(), 3, { review_revision: "v1" });
  await pulled({ phone, hand }, standing);

  const review = await phone.mutation({ act: "review", recordId: standing.id, target: "r3" });
  const note = await phone.mutation({ act: "note", recordId: standing.id });

  assert.deepEqual([review.base, review.target, note.base], ["v1", "r3", null]);
});

test("a move says which stream its author saw", async () => {
  const { phone, hand } = aPhone();
  const standing = aRow(anId(), 3);
  await pulled({ phone, hand }, standing);

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

test("silence changes nothing, and the next try waits longer each time, at most 15 minutes", async () => {
  const { phone, disk, hand } = aPhone();
  await phone.save([aMutation()]);
  const waits: number[] = [];

  for (let turn = 0; turn < 12; turn += 1) {
    assert.equal(await phone.exchange(), false);
    waits.push((phone.dueInMs() ?? 0) / 1000);
    hand.nowMs += phone.dueInMs() ?? 0;
  }

  assert.equal((await outboxIds(disk)).length, 1);
  assert.equal((await stateOf(disk)).turn, 0);
  assert.deepEqual(waits.slice(0, 4), [5, 7.5, 12.5, 22.5]);
  assert.equal(Math.max(...waits), 5 + 0.5 * (900 - 5));
});

for (const [asked, waited] of [
  ["120", 120],
  ["999999", 3600],
  ["soon", 5],
] as const) {
  test(`Retry-After: ${asked} makes it wait ${waited} s`, async () => {
    const { phone, hand } = aPhone();
    hand.answer = refusing(503, "server.busy", { "Retry-After": asked });

    await phone.exchange();
    phone.hasten();

    assert.equal(phone.dueInMs(), asked === "soon" ? 0 : waited * 1000);
  });
}

test("a clock that was set back by years does not make it wait for years", async () => {
  const { phone, hand } = aPhone();
  await phone.exchange();

  hand.nowMs -= 5 * 365 * DAY_MS;

  assert.equal(phone.dueInMs(), 0);
});

test("the batch is halved down to the one that no server takes, which is set aside (R7)", async () => {
  const { phone, disk, hand } = aPhone();
  const all = Array.from({ length: 9 }, () => aMutation());
  const [, , , , , bad] = all as [Mutation, Mutation, Mutation, Mutation, Mutation, Mutation];
  await phone.save(all);
  hand.answer = takingAllBut(bad);

  let exchanges = 0;
  while (await phone.exchange()) exchanges += 1;

  assert.deepEqual(await outboxIds(disk), [bad.id]);
  assert.equal(await standingOf(disk, bad.id), "aside");
  assert.equal((await retained(disk)).length, 8);
  assert.ok(exchanges < 20, `took ${exchanges}`);
});

test("what was set aside is tried again after a day, and never blocks what is new", async () => {
  const { phone, disk, hand } = aPhone();
  const bad = aMutation();
  await phone.save([bad]);
  hand.answer = takingAllBut(bad);
  await phone.exchange();
  const fresh = aMutation();
  await phone.save([fresh]);

  const [soon] = [ids((await phone.buildRequest()).mutations)];
  hand.nowMs += DAY_MS;
  const later = ids((await phone.buildRequest()).mutations);

  assert.deepEqual(soon, [fresh.id]);
  assert.deepEqual(later, [bad.id, fresh.id]);
  assert.deepEqual(await readWaiting(disk), { count: 2, aside: 1, oldestAt: bad.at });
});

test("a refused envelope with nothing in it is waited out, not halved for ever", async () => {
  const { phone, hand } = aPhone();
  hand.answer = refusing(400, "sync.envelope");

  assert.equal(await phone.exchange(), false);
  assert.ok((phone.dueInMs() ?? 0) > 0);
});

for (const [status, code] of [
  [401, "sign_in.needed"],
  [403, "device_locked"],
  [403, "commune.not_yours"],
] as const) {
  test(`${code} pauses sending, and writing goes on`, async () => {
    const { phone, disk, hand } = aPhone();
    await phone.save([aMutation()]);
    hand.answer = refusing(status, code);

    await phone.exchange();
    await phone.save([aMutation()]);

    assert.deepEqual([phone.paused, phone.dueInMs()], [code, null]);
    assert.equal((await outboxIds(disk)).length, 2);
  });
}

test("with a new token it goes on where it stood", async () => {
  const { phone, hand } = aPhone();
  hand.answer = refusing(401, "sign_in.needed");
  await phone.exchange();

  phone.resume("new");

  assert.deepEqual([phone.dueInMs(), phone.owner.token], [0, "new"]);
});

test("a phone that was reported stolen holds nothing any more", async () => {
  const { phone, disk, hand } = aPhone();
  await phone.save([aMutation()]);
  hand.answer = refusing(403, "wipe");

  await phone.exchange();

  assert.deepEqual(await outboxIds(disk), []);
  assert.equal(phone.paused, "wipe");
});

test("a portal's 403 that says wipe wipes nothing", async () => {
  const { phone, disk, hand } = aPhone();
  await phone.save([aMutation()]);
  hand.answer = async () => Response.json({ code: "wipe" }, { status: 403 });

  await phone.exchange();

  assert.equal((await outboxIds(disk)).length, 1);
});

test("without room for a page the copies go, their cursors too; outbox and witness stay", async (t) => {
  const { phone, disk, hand } = aPhone();
  const standing = aRow(anId(), 3);
  await pulled({ phone, hand }, standing);
  const unsent = aMutation();
  await phone.save([unsent]);
  fillUp(t, ["copy_a", "copy_b"]);
  hand.answer = answering({ records: [aRow(anId(), 4)], cursor: at(4), witness: at(4) });

  assert.equal(await phone.exchange(), false);

  assert.deepEqual(await outboxIds(disk), [unsent.id]);
  assert.equal(await row(disk, standing.id), null);
  const { cursors, witness } = await stateOf(disk);
  assert.deepEqual([cursors, witness], [{ "log:g": "0" }, at(3)]);
  assert.ok((phone.dueInMs() ?? 0) > 0);
  assert.deepEqual(phone.reports, ["full"]);
});

test("without room to save the copies make room for it", async (t) => {
  const { phone, disk, hand } = aPhone();
  await pulled({ phone, hand }, aRow(anId(), 3));
  fillUp(t, ["outbox"], 1);
  const mutation = aMutation();

  await phone.save([mutation]);

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.deepEqual((await stateOf(disk)).cursors, { "log:g": "0" });
});

test("without any room at all a save is refused aloud, and what was saved stays", async (t) => {
  const { phone, disk } = aPhone();
  const saved = aMutation();
  await phone.save([saved]);
  fillUp(t, ["outbox"]);

  await assert.rejects(phone.save([aMutation()]), { name: "QuotaExceededError" });

  assert.deepEqual(await outboxIds(disk), [saved.id]);
});

test("a reply on its way while room is made is thrown away: it has the old cursors", async (t) => {
  const { phone, disk, hand } = aPhone();
  await pulled({ phone, hand }, aRow(anId(), 3));
  const other = aPhone(undefined, disk);
  other.hand.answer = async (url, options) => {
    fillUp(t, ["outbox"], 1);
    await phone.save([aMutation()]);
    return answering({ cursor: at(9), witness: at(9) })(url, options);
  };

  await other.phone.exchange();

  assert.deepEqual((await stateOf(disk)).cursors, { "log:g": "0" });
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

/** Judge what comes as a server does that refuses a whole request for one mutation in it. */
function takingAllBut(bad: Mutation) {
  let seq = 0;
  return async (url: string, options: RequestInit): Promise<Response> => {
    const judge = answering((request: ExchangeRequest) => ({
      results: request.mutations.map((mutation) => {
        seq += 1;
        return applied(mutation, seq);
      }),
      witness: at(seq),
    }));
    const { mutations } = await readRequest(options);
    const isBad = mutations.some((mutation) => mutation.id === bad.id);
    return isBad ? refusing(413, "sync.mutation_size")() : judge(url, options);
  };
}

async function pulled({ phone, hand }: Pick<Setting, "phone" | "hand">, standing: RecordRowLike) {
  hand.answer = answering({ streams: { "log:g": "write" }, streams_tag: "s", more: true });
  await phone.exchange();
  hand.answer = answering({ records: [standing], cursor: at(3), witness: at(3) });
  await phone.exchange();
  hand.answer = silence;
}

type RecordRowLike = ReturnType<typeof aRow>;

/** Let puts into these stores fail for want of room, all or so many. */
function fillUp(t: { mock: typeof import("node:test").mock }, stores: string[], times?: number) {
  const { put } = IDBObjectStore.prototype;
  let left = times ?? Number.POSITIVE_INFINITY;
  t.mock.method(IDBObjectStore.prototype, "put", function (this: IDBObjectStore, value: unknown) {
    if (stores.includes(this.name) && left > 0) {
      left -= 1;
      throw new DOMException("no room", "QuotaExceededError");
    }
    return put.call(this, value);
  });
}
