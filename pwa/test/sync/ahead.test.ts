import assert from "node:assert/strict";
import { test } from "node:test";
import { Disk } from "../../src/db/disk.ts";
import type { RecordRow, Reply } from "../../src/lib/wire.ts";
import { Engine } from "../../src/sync/engine.ts";
import { stubBefore } from "../../src/sync/stubs.ts";
import { Browser } from "../support/hosts.ts";
import {
  aMutation,
  anId,
  answering,
  aPhone,
  applied,
  at,
  type Setting,
  silence,
  stateOf,
} from "../support/phones.ts";
import { aRow, ids, outboxIds, retained, rowsIn } from "../support/stores.ts";

const PAGES = 9;

test("the next page is on its way before it is asked for, and each is asked once", async () => {
  const { setting, rows, village } = await aLongBook();
  const { phone, disk, hand } = setting;
  hand.answer = village;
  for (let turn = 0; turn < 3; turn += 1) await phone.exchange();

  await until(() => hand.sent.length === 4);
  while (await phone.exchange());

  assert.deepEqual(
    hand.sent.map(({ turn }) => turn),
    Array.from({ length: PAGES + 1 }, (_, turn) => turn),
  );
  assert.deepEqual(await rowsIn(disk, "log:g"), rows);
});

test("what is saved meanwhile goes at once, and the page asked ahead is nobody's", async () => {
  const { setting, rows, village } = await aLongBook();
  const { phone, disk, hand } = setting;
  const mutation = aMutation();
  hand.answer = village;
  for (let turn = 0; turn < 3; turn += 1) await phone.exchange();
  await phone.save([mutation]);

  while (await phone.exchange());

  const atThree = hand.sent.filter(({ turn }) => turn === 3);
  assert.deepEqual(
    atThree.map(({ mutations }) => ids(mutations)),
    [[], [mutation.id]],
  );
  assert.deepEqual(await outboxIds(disk), []);
  assert.equal((await retained(disk)).length, 1);
  assert.deepEqual(await rowsIn(disk, "log:g"), rows);
});

test("where another tab wrote a page meanwhile, what was asked ahead is asked anew (R10)", async () => {
  const { setting, rows, village } = await aLongBook();
  const { phone, disk, owner, hand } = setting;
  const other = aPhone(owner, new Disk(disk.name));
  for (const one of [hand, other.hand]) one.answer = village;
  for (let turn = 0; turn < 3; turn += 1) await phone.exchange();
  await other.phone.exchange();

  while (await phone.exchange());

  assert.deepEqual(
    hand.sent.map(({ turn }) => turn),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.deepEqual(
    other.hand.sent.map(({ turn }) => turn),
    [3, 4],
  );
  assert.deepEqual(await rowsIn(disk, "log:g"), rows);
});

test("a page asked ahead that nobody answers is a silence like any other", async () => {
  const { setting, rows, village } = await aLongBook();
  const { phone, disk, hand } = setting;
  hand.answer = async (url, options) =>
    hand.sent.length === 4 ? silence() : village(url, options);
  for (let turn = 0; turn < 3; turn += 1) assert.ok(await phone.exchange());

  assert.equal(await phone.exchange(), false);
  assert.equal(phone.pace.failures, 1);
  assert.equal((await stateOf(disk)).turn, 3);

  phone.hasten();
  while (await phone.exchange());
  assert.deepEqual(await rowsIn(disk, "log:g"), rows);
});

test("screens hear of the first pages at once, of others now and then, and of the end", async () => {
  const { setting, village } = await aLongBook();
  const tab = new Browser().openTab();
  const engine = new Engine(setting.phone, tab.host, () => setting.hand.nowMs);
  const heard: string[] = [];
  tab.host.heard(setting.disk.name, (change) => heard.push(change));
  setting.hand.answer = village;

  await engine.wake("timer");

  assert.equal((await stateOf(setting.disk)).turn, PAGES + 1);
  assert.deepEqual(
    heard,
    Array.from({ length: 5 }, () => "exchanged"),
  );
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((next) => setTimeout(next));
}

/** A phone that knows from which day on it keeps records whole, and a server with many pages. */
async function aLongBook() {
  const setting: Setting = aPhone();
  await stubBefore(setting.disk, "2026-08-01");
  const rows = Array.from({ length: PAGES }, (_, page) => aRow(anId(), page + 1));
  const village = answering(({ since, mutations }): Partial<Reply> => {
    const results = mutations.map((one) => applied(one, PAGES + 1));
    const from = since[0];
    const witness = at(PAGES);
    if (!from) return { streams: { "log:g": "write" }, streams_tag: "s", more: true, witness };
    const page = Number.parseInt(from.cursor, 10);
    const records: RecordRow[] = rows.slice(page, page + 1);
    return { results, records, cursor: at(page + 1), witness, more: page + 1 < PAGES };
  });
  return { setting, rows, village };
}
