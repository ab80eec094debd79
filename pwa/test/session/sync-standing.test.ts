import assert from "node:assert/strict";
import { test } from "node:test";
import { setAside } from "../../src/db/outbox.ts";
import { retain } from "../../src/db/retained.ts";
import {
  type Around,
  readSyncBook,
  type SyncBook,
  standingOf,
} from "../../src/session/sync-standing.ts";
import { aMutation, anId, answering, aPhone, applied, at, NOW_MS } from "../support/phones.ts";

const BOOK: SyncBook = {
  waiting: 0,
  aside: 0,
  held: 0,
  oldestAt: null,
  lastExchangeAt: "2026-11-21T10:40:00Z",
  clockOffsetMs: 0,
  isRestored: false,
};
const AROUND: Around = {
  isSending: false,
  began: 0,
  isNearlyFull: false,
  stopped: null,
  now: new Date("2026-11-21T13:05:00Z"),
};

test("the worst is said first, and what was sent last", () => {
  const now = (book: Partial<SyncBook>, around: Partial<Around> = {}) =>
    standingOf({ ...BOOK, ...book }, { ...AROUND, ...around });

  assert.deepEqual(now({ aside: 1, waiting: 2 }), { now: "aside", count: 1 });
  assert.deepEqual(now({ waiting: 2 }, { isNearlyFull: true }), { now: "full" });
  assert.deepEqual(now({ waiting: 1 }, { isSending: true, began: 3 }), {
    now: "sending",
    sent: 2,
    count: 3,
  });
  assert.deepEqual(now({ waiting: 2, held: 1 }), { now: "waiting", count: 2 });
  assert.deepEqual(now({ held: 1 }), { now: "held", count: 1 });
  assert.deepEqual(now({}), { now: "sent", when: "17:40 hôm nay" });
  assert.deepEqual(now({ lastExchangeAt: null }), { now: "nothing" });
});

test("where nothing is sent before somebody acts, it does not promise to go by itself", () => {
  const stopped = standingOf({ ...BOOK, waiting: 1 }, { ...AROUND, stopped: "device_locked" });

  assert.deepEqual(stopped, { now: "waiting", count: 1, isStopped: true });
});

test("the time of the last exchange is right on a phone whose clock is not", () => {
  const behindMs = -365 * 24 * 60 * 60 * 1000;
  const now = new Date(AROUND.now.getTime() + behindMs);

  const said = standingOf({ ...BOOK, clockOffsetMs: -behindMs }, { ...AROUND, now });

  assert.deepEqual(said, { now: "sent", when: "17:40 hôm nay" });
});

test("twenty taps of one patrol are one thing that waits, and an answer is one", async () => {
  const { phone, disk } = aPhone();
  const recordId = anId();
  await phone.act({ act: "create", recordId, stream: "log:g", kind: "patrol" });
  for (let tap = 0; tap < 3; tap += 1) {
    await phone.act({ act: "edit", recordId, content: { extra_people_count: tap } });
  }
  await phone.act({ act: "note", recordId, content: { type: "answer", text: "rồi" } });

  const book = await readSyncBook(disk);

  assert.equal(book.waiting, 2);
  assert.equal(book.oldestAt, new Date(NOW_MS).toISOString());
  assert.equal(book.lastExchangeAt, null);
});

test("what the book says outlives the app: sent, when, set aside, held", async () => {
  const { phone, disk, hand, owner } = aPhone();
  const made = await phone.act({
    act: "create",
    recordId: anId(),
    stream: "log:g",
    kind: "patrol",
  });
  hand.answer = answering({ results: [applied(made, 1)], time: "2026-11-20T20:00:01+00:00" });
  await phone.exchange();
  const stuck = await phone.act({
    act: "create",
    recordId: anId(),
    stream: "log:g",
    kind: "patrol",
  });
  await disk.write(["outbox"], (to) => setAside(to, stuck.id, NOW_MS));
  const kept = aMutation({ person: owner.person });
  const result = { ...applied(kept, 2), verdict: "held" as const, code: "LOCKED" };
  await disk.write(["retained"], (to) =>
    retain(to, { mutation: kept, result, until: at(2), order: 9, since: 0, sizeBytes: 1 }),
  );
  await disk.close();

  const book = await readSyncBook(aPhone(owner, disk).disk);

  assert.deepEqual([book.waiting, book.aside, book.held], [0, 1, 1]);
  assert.equal(book.lastExchangeAt, "2026-11-20T20:00:01+00:00");
});
