import assert from "node:assert/strict";
import { test } from "node:test";
import { countOutbox } from "../../src/db/outbox.ts";
import { decide, pending, readPending, undo } from "../../src/review/decisions.ts";
import { followDecisions, type Page } from "../../src/review/follow.ts";
import { aCase, anOffice, aPatrolRow, type Office, pullRows } from "../support/desk.ts";
import { NOW_MS } from "../support/phones.ts";

/** A page whose clock and timers the test holds in its hand. */
class Hand implements Page {
  readonly target = new EventTarget();
  readonly failed: unknown[] = [];
  nowMs = NOW_MS;
  timer: { readonly dueMs: number; readonly call: () => void } | null = null;

  now(): number {
    return this.nowMs;
  }

  after(waitMs: number, call: () => void): () => void {
    const timer = { dueMs: this.nowMs + waitMs, call };
    this.timer = timer;
    return () => {
      if (this.timer === timer) this.timer = null;
    };
  }

  fail(error: unknown): void {
    this.failed.push(error);
  }

  /** Let the time come for which somebody waits. */
  ring(): void {
    const { timer } = this;
    if (!timer) throw new Error("nobody waits");
    this.timer = null;
    this.nowMs = timer.dueMs;
    timer.call();
  }
}

const sent = ({ disk }: Office) => disk.read(["outbox"], countOutbox);

/** What a timer or a page's end has begun is behind this in the database's line. */
async function settled(office: Office): Promise<void> {
  await office.disk.write(["outbox", "drafts"], async (to) => void (await countOutbox(to)));
  await readPending(office);
}

async function decided(office: Office): Promise<string> {
  const row = aPatrolRow(1);
  await pullRows(office, row);
  await decide(office, [aCase(row)], { decision: "accepted" }, NOW_MS);
  return row.id;
}

test("a decision is sent when its time has come, without anybody's doing", async () => {
  const office = anOffice();
  const page = new Hand();
  const end = followDecisions(office, page);
  await decided(office);

  assert.equal(page.timer?.dueMs, NOW_MS + 10_000);
  page.ring();
  await settled(office);

  assert.equal(await sent(office), 1);
  assert.equal(page.timer, null);
  assert.deepEqual(page.failed, []);
  end();
});

test("what another page left behind is sent at the start", async () => {
  const office = anOffice();
  await decided(office);
  pending.value = [];
  const page = new Hand();
  page.nowMs = NOW_MS + 3_600_000;

  const end = followDecisions(office, page);
  await settled(office);
  page.ring();
  await settled(office);

  assert.equal(await sent(office), 1);
  end();
});

test("leaving the page sends at once", async () => {
  const office = anOffice();
  const page = new Hand();
  const end = followDecisions(office, page);
  await decided(office);

  page.target.dispatchEvent(new Event("pagehide"));
  await settled(office);

  assert.equal(await sent(office), 1);
  end();
});

test("nobody waits for what was undone", async () => {
  const office = anOffice();
  const page = new Hand();
  const end = followDecisions(office, page);
  const id = await decided(office);

  await undo(office, [id]);

  assert.equal(page.timer, null);
  end();
});

test("after a fault it is tried again", async () => {
  const office = anOffice();
  const page = new Hand();
  const end = followDecisions(office, page);
  await decided(office);
  const { write } = office.disk;
  office.disk.write = () => Promise.reject(new Error("no"));

  page.ring();
  await new Promise((next) => setImmediate(next));
  office.disk.write = write;
  page.ring();
  await settled(office);

  assert.equal(page.failed.length, 1);
  assert.equal(await sent(office), 1);
  end();
});
