import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../src/lib/digest.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { readSyncBook } from "../../src/session/sync-standing.ts";
import type { Phone } from "../../src/sync/phone.ts";
import { readWaiting } from "../../src/sync/view.ts";
import { anId, aPhone, at } from "../support/phones.ts";
import { pull, receive, STREAMS } from "../support/pulls.ts";
import { aRow, outboxIds, row } from "../support/stores.ts";

const OTHER = anId();

/** Let a server that was restored give another second copy. */
async function reset(phone: Phone, rows: RecordRow[]): Promise<void> {
  await receive(phone, { reset: true, ...STREAMS, witness: at(2, "bbbbbbbb") });
  await pull(phone, rows, 2);
}

test("what the restored server lacks of others goes along with the outbox, unseen and once", async () => {
  const { phone, disk } = aPhone();
  const lost = aRow(anId(), 5, { revision: anId(), person: OTHER, removed: null });
  const kept = aRow(anId(), 2);
  await pull(phone, [lost, kept, { ...aRow(anId(), 4), stub: true }], 5);

  await reset(phone, [kept]);
  const [request, ids] = [await phone.buildRequest(), await outboxIds(disk)];

  const [sent] = request.mutations;
  assert.equal(ids.length, 1);
  assert.deepEqual(
    [sent?.act, sent?.record_id, sent?.target, sent?.content],
    ["recover", lost.id, lost.revision, { content: lost.content, person: OTHER }],
  );
  assert.equal(await row(disk, lost.id), null);
  assert.equal(await phone.view(lost.id), null);
  assert.equal((await readWaiting(disk)).count, 0);
  assert.equal((await readSyncBook(disk)).waiting, 0);
});

test("a copy that differs for no restore gives nothing back", async () => {
  const { phone, disk } = aPhone();
  const shown = aRow(anId(), 5, { person: OTHER });
  await pull(phone, [shown], 5);
  const wrong = { "log:g": [9, "0123456789abcdef"] as const };

  for (const _ of "ab") await receive(phone, { digests: wrong, witness: at(5) });
  const later = { ...shown, revision: anId(), seq: 6 };
  await receive(phone, {
    records: [later],
    digests: { "log:g": digestOf([later]), directory: digestOf([]) },
    cursor: at(6),
    witness: at(6),
  });

  assert.deepEqual(await row(disk, shown.id), later);
  assert.deepEqual(await outboxIds(disk), []);
});
