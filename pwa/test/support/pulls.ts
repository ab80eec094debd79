/** Replies that give rows, and phones that have some. */

import assert from "node:assert/strict";
import { digestOf } from "../../src/lib/digest.ts";
import type { RecordRow, Reply } from "../../src/lib/wire.ts";
import type { Phone } from "../../src/sync/phone.ts";
import { answering, aReply, at, type Setting, silence } from "./phones.ts";

export const STREAMS = { streams: { "log:g": "write", directory: "read" }, streams_tag: "s1" };

/** Let a reply to the phone's present request arrive. */
export async function receive(phone: Phone, parts: Partial<Reply>): Promise<void> {
  assert.ok(await phone.receive(await phone.buildRequest(), aReply(parts)));
}

/** Pull rows as the last page, with the digests of what then stands there. */
export async function pull(
  phone: Phone,
  records: RecordRow[],
  head: number,
  standing: RecordRow[] = records,
  parts: Partial<Reply> = {},
): Promise<void> {
  await receive(phone, { ...STREAMS, witness: at(head), more: true });
  const digests = Object.fromEntries(
    Object.keys(STREAMS.streams).map((stream) => [
      stream,
      digestOf(standing.filter((one) => one.stream === stream)),
    ]),
  );
  await receive(phone, { records, digests, cursor: at(head), witness: at(head), ...parts });
}

/** Let a phone fetch one row over its network, at seq 3, in the one stream that it may read. */
export async function fetched({ phone, hand }: Pick<Setting, "phone" | "hand">, row: RecordRow) {
  hand.answer = answering({ streams: { "log:g": "write" }, streams_tag: "s", more: true });
  await phone.exchange();
  hand.answer = answering({ records: [row], cursor: at(3), witness: at(3) });
  await phone.exchange();
  hand.answer = silence;
}
