import assert from "node:assert/strict";
import { test } from "node:test";
import { type Codec, plain } from "../../src/db/codec.ts";
import { Disk } from "../../src/db/disk.ts";
import { makeRoom } from "../../src/db/room.ts";
import { Catalog } from "../../src/kinds/catalog.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { decide, sendAll, undoLast } from "../../src/review/decisions.ts";
import { readEntries } from "../../src/review/entries.ts";
import { readDesk } from "../../src/review/queue.ts";
import { fetchWhole } from "../../src/sync/record-fetch.ts";
import { stubBefore } from "../../src/sync/stubs.ts";
import { anOffice, aPatrolRow, type Office, pullRows } from "../support/desk.ts";
import { CATALOG } from "../support/kinds.ts";
import { anId, aPhone, aReply, HEADERS, NOW_MS, stateOf } from "../support/phones.ts";
import { ToldRows } from "../support/told-rows.ts";

const LIVES = 12;
const STEPS = 40;
const ROWS = 12;
const STREAMS = ["desk", "log:g", "log:h", "mediation:g"];

/** Dice with a seed. */
function diceOf(seed: number) {
  let state = seed;
  const roll = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    happens: (share: number): boolean => roll() < share,
    one: <T>(all: readonly T[]): T | undefined => all[Math.floor(roll() * all.length)],
    day: () => `2026-${String(1 + Math.floor(roll() * 11)).padStart(2, "0")}-15`,
  };
}

type Dice = ReturnType<typeof diceOf>;

/** What may befall a desk, each a step. */
const STEP: Readonly<
  Record<string, (office: Office, server: ToldRows, dice: Dice) => Promise<unknown> | undefined>
> = {
  exchange: (office, server, dice) => exchange(office, server, dice.happens(0.1)),
  exchangeAgain: (office, server) => exchange(office, server, false),
  write: async (_office, server, dice) => {
    const stream = dice.one(["log:g", "log:h", "mediation:g"]) ?? "";
    const kind = stream.startsWith("log") ? "patrol" : "mediation";
    server.put(aPatrolRow(0, { stream, kind, occurred_on: dice.day() }));
  },
  hold: async (_office, server) => {
    server.put(aPatrolRow(0, { stream: "desk", kind: "held", occurred_on: null, content: {} }));
  },
  revise: async (_office, server, dice) => {
    const row = dice.one([...server.rows.values()]);
    if (row) server.put({ ...row, revision: anId(), deleted: dice.happens(0.2) });
  },
  move: async (_office, server, dice) => {
    const row = dice.one([...server.rows.values()]);
    if (row?.stream.startsWith("log:")) server.put({ ...row, stream: "log:h" });
  },
  hide: async (_office, server, dice) => {
    const row = dice.one([...server.rows.values()]);
    if (row) server.hide(row);
  },
  grant: async (_office, server, dice) => server.grant(STREAMS.filter(() => dice.happens(0.8))),
  restore: async (_office, server, dice) => {
    if (dice.happens(0.4)) server.restore(() => dice.happens(0.7));
  },
  room: ({ disk }, _server, dice) => (dice.happens(0.3) ? makeRoom(disk) : undefined),
  stub: ({ disk }, _server, dice) => (dice.happens(0.3) ? stubBefore(disk, dice.day()) : undefined),
  whole: async (office, server, dice) => {
    const row = dice.one([...server.rows.values()]);
    if (!row) return;
    office.hand.answer = async () => Response.json(row, { headers: HEADERS });
    await fetchWhole(office.phone, row.id);
  },
  edit: async (office, _server, dice) => {
    const entry = dice.one((await readEntries(office)).entries);
    if (!entry) return;
    const content = { situation: "co_viec", note: anId() };
    await office.phone.act({ act: "edit", recordId: entry.shown.id, content });
  },
  decide: async (office, _server, dice) => {
    const one = dice.one((await readDesk(office, NOW_MS)).waiting);
    if (one && !one.entry.shown.stub) await decide(office, [one], { decision: "accepted" }, NOW_MS);
  },
  undo: (office) => undoLast(office),
  send: (office) => sendAll(office),
};

async function exchange({ phone }: Office, server: ToldRows, isWrong: boolean): Promise<void> {
  phone.pageSize = 3;
  const request = await phone.buildRequest();
  await phone.receive(request, aReply({ ...server.answer(request, isWrong), turn: request.turn }));
}

/** What is read by somebody who has not read before. */
async function readAnew({ disk }: Office): Promise<readonly unknown[]> {
  const anew = new Disk(disk.name);
  const { entries } = await readEntries({ disk: anew, catalog: CATALOG });
  await anew.close();
  return byId(entries);
}

function byId(entries: readonly { shown: RecordRow }[]): readonly { shown: RecordRow }[] {
  return [...entries].sort((one, next) => (one.shown.id < next.shown.id ? -1 : 1));
}

test("reading on gives what reading anew gives, whatever befell the book", async () => {
  const names = Object.keys(STEP);
  let seen = 0;
  for (let seed = 1; seed <= LIVES; seed += 1) {
    const [office, server, dice] = [anOffice(), new ToldRows(STREAMS), diceOf(seed)];
    for (let row = 0; row < ROWS; row += 1) await STEP["write"]?.(office, server, dice);
    for (let step = 0; step < STEPS; step += 1) {
      const name = dice.happens(0.4) ? "exchangeAgain" : (dice.one(names) ?? "");
      await STEP[name]?.(office, server, dice);
      if (dice.happens(0.4)) continue;

      const read = byId((await readEntries(office)).entries);

      assert.deepEqual(read, await readAnew(office), `life ${seed}, step ${step}: ${name}`);
      seen += read.length;
    }
    await office.disk.close();
  }
  assert.ok(seen > LIVES * STEPS);
});

test("an exchange costs what it brought, and an act of one's own no row but its own", async () => {
  let opened = 0;
  const counting: Codec = {
    ...plain,
    open(sealed) {
      opened += 1;
      return plain.open(sealed);
    },
  };
  const office: Office = { ...aPhone(undefined, new Disk(anId(), counting)), catalog: CATALOG };
  const rows = Array.from({ length: 200 }, (_, number) => aPatrolRow(number + 1));
  await pullRows(office, ...rows);
  await pullRows(office, aPatrolRow(201));
  await readEntries(office);
  await pullRows(office, aPatrolRow(202));
  opened = 0;

  assert.equal((await readEntries(office)).entries.length, 202);
  await office.phone.act({ act: "edit", recordId: rows[0]?.id ?? "", content: { area: "x" } });
  assert.equal((await readEntries(office)).entries.length, 202);

  assert.ok(opened < 20, `${opened} bodies were read`);
});

test("readings at once read the copy once, and a reading that fails spoils none after it", async () => {
  const office = anOffice();
  await pullRows(office, aPatrolRow(1));
  const broken = {
    ...office,
    catalog: Object.assign(new Catalog(CATALOG.kinds), { itemKeysOf: fails }),
  };
  await office.phone.act({ act: "edit", recordId: anId(), kind: "patrol", stream: "log:g" });

  const [bad, good] = await Promise.allSettled([readEntries(broken), readEntries(office)]);

  assert.equal(bad.status, "rejected");
  assert.equal(good.status === "fulfilled" && good.value.entries.length, 2);
  assert.equal((await stateOf(office.disk)).turn, 1);
});

function fails(): never {
  throw new RangeError("no such kind");
}
