import assert from "node:assert/strict";
import { test } from "node:test";
import { aMutation, aPhone, aReply, HEADERS, stateOf } from "../support/phones.ts";
import { outboxIds } from "../support/stores.ts";

test("a cache that always gives one old reply is silence, not a reason to ask on and on", async () => {
  const { phone, disk, hand } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  hand.answer = async () => Response.json(aReply({ turn: 7, more: true }), { headers: HEADERS });

  const goesOn = await phone.exchange();

  assert.equal(goesOn, false);
  assert.equal(phone.pace.failures, 1);
  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.equal((await stateOf(disk)).turn, 0);
});

test("a reply that came after another tab's is asked for again at once", async () => {
  const { phone, hand } = aPhone();
  await phone.save([aMutation()]);
  hand.answer = async () => {
    await phone.receive(await phone.buildRequest(), aReply());
    return Response.json(aReply({ turn: 0 }), { headers: HEADERS });
  };

  const goesOn = await phone.exchange();

  assert.equal(goesOn, true);
  assert.equal(phone.pace.failures, 0);
});
