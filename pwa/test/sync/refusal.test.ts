import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeRequest, Mutation } from "../../src/lib/wire.ts";
import { readWaiting, standingOf } from "../../src/sync/view.ts";
import {
  aMutation,
  answering,
  aPhone,
  applied,
  at,
  readRequest,
  refusing,
  stateOf,
} from "../support/phones.ts";
import { ids, outboxIds, retained } from "../support/stores.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

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
