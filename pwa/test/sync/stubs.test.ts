import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../src/lib/digest.ts";
import { fetchHistory, fetchWhole } from "../../src/sync/record-fetch.ts";
import { stubBefore } from "../../src/sync/stubs.ts";
import { anId, answering, aPhone, at, HEADERS, silence, stateOf } from "../support/phones.ts";
import { aRow, row, rowsIn } from "../support/stores.ts";

const STREAM = "log:g";

/** A phone with these rows pulled. */
async function phoneWith(rows: ReturnType<typeof aRow>[]) {
  const setting = aPhone();
  const streams = { [STREAM]: "write" };
  setting.hand.answer = answering({ streams, streams_tag: "t", witness: at(1), more: true });
  await setting.phone.exchange();
  setting.hand.answer = answering({
    records: rows,
    witness: at(9),
    cursor: at(9),
    digests: { [STREAM]: digestOf(rows) },
  });
  await setting.phone.exchange();
  return setting;
}

test("what occurred before the day becomes an outline, and the digest stays", async () => {
  const old = aRow(anId(), 2, { occurred_on: "2026-05-01" });
  const young = aRow(anId(), 3, { occurred_on: "2026-11-20" });
  const { disk } = await phoneWith([old, young]);
  const before = digestOf(await rowsIn(disk, STREAM));

  assert.equal(await stubBefore(disk, "2026-08-22"), 1);

  const { content: _c, ...outline } = (await row(disk, old.id)) ?? {};
  assert.equal(_c, undefined);
  assert.equal("stub" in outline && outline.stub, true);
  assert.deepEqual(await row(disk, young.id), young);
  assert.deepEqual(digestOf(await rowsIn(disk, STREAM)), before);
  assert.equal((await stateOf(disk)).fullFrom, "2026-08-22");
});

test("what is open, asked, disputed or written to here stays whole, however old", async () => {
  const occurred_on = "2026-05-01";
  const sibling = { revision: "s", field: "area", value: "x", person: "p", at: "" };
  const rows = [
    aRow(anId(), 2, { occurred_on, open: true }),
    aRow(anId(), 3, { occurred_on, siblings: [sibling] }),
    aRow(anId(), 4, { occurred_on, review: { decision: "returned" } }),
    aRow(anId(), 5, { occurred_on }),
    aRow(anId(), 6, { occurred_on: null }),
  ];
  const { disk, phone, hand } = await phoneWith(rows);
  hand.answer = silence;
  await phone.act({ act: "edit", recordId: rows[3]?.id ?? "", content: { area: "dong" } });

  assert.equal(await stubBefore(disk, "2026-08-22"), 0);

  for (const one of rows) assert.deepEqual(await row(disk, one.id), one);
  assert.equal((await phone.buildRequest()).mutations.length, 1);
});

test("the day goes one way", async () => {
  const old = aRow(anId(), 2, { occurred_on: "2026-05-01" });
  const { disk, phone } = await phoneWith([old]);
  await stubBefore(disk, "2026-04-01");

  assert.equal(await stubBefore(disk, "2026-03-01"), 0);

  assert.equal((await phone.buildRequest()).full_from, "2026-04-01");
  assert.deepEqual(await row(disk, old.id), old);
});

const whole =
  (body: object, headers: Record<string, string> = HEADERS) =>
  async () =>
    Response.json(body, { headers });

test("an outline that is opened is fetched whole and is a row like any other", async () => {
  const old = aRow(anId(), 2, { occurred_on: "2026-05-01" });
  const { disk, phone, hand } = await phoneWith([old]);
  await stubBefore(disk, "2026-08-22");
  hand.answer = whole(old);

  const fetched = await fetchWhole(phone, old.id);

  assert.deepEqual(fetched, { came: old });
  assert.deepEqual(await row(disk, old.id), old);
});

test("an older one never lies over a newer one, nor anything of a stream that is not granted", async () => {
  const known = aRow(anId(), 5);
  const { disk, phone, hand } = await phoneWith([known]);

  hand.answer = whole({ ...known, seq: 4 });
  await fetchWhole(phone, known.id);
  hand.answer = whole({ ...known, seq: 6, stream: "log:other" });
  await fetchWhole(phone, known.id);
  const stranger = aRow(anId(), 7);
  hand.answer = whole(stranger);
  await fetchWhole(phone, stranger.id);

  assert.deepEqual(await row(disk, known.id), known);
  assert.equal(await row(disk, stranger.id), null);
});

test("no network, a portal's page and a cut answer are all offline", async () => {
  const known = aRow(anId(), 5);
  const { phone, hand } = await phoneWith([known]);

  for (const answer of [
    silence,
    whole(known, {}),
    async () => new Response("<html>", { headers: HEADERS }),
    whole({ id: "another" }),
  ]) {
    hand.answer = answer;
    assert.equal(await fetchWhole(phone, known.id), "offline");
  }
});

test("a refusal says its code", async () => {
  const { phone, hand } = await phoneWith([]);
  hand.answer = async () =>
    Response.json({ code: "record.unknown" }, { status: 404, headers: HEADERS });

  assert.deepEqual(await fetchWhole(phone, anId()), { refused: "record.unknown" });
  assert.deepEqual(await fetchHistory(phone, anId()), { refused: "record.unknown" });
});

test("the history is what the server tells", async () => {
  const { phone, hand } = await phoneWith([]);
  const past = { mutation: { id: "m" }, verdict: "applied", seq: 3, received_at: "" };
  hand.answer = whole({ history: [past, "odd"] });

  assert.deepEqual(await fetchHistory(phone, anId()), { came: [past] });
});
