/** Phones in memory, with a clock, chance and network that the test holds in its hand. */

import "fake-indexeddb/auto";
import { Disk } from "../../src/db/disk.ts";
import { readState, type SyncState } from "../../src/db/state.ts";
import type { ExchangeRequest, Mutation, Reply } from "../../src/lib/wire.ts";
import { Phone, type Surroundings } from "../../src/sync/phone.ts";
import type { Fetch, Owner } from "../../src/sync/transport.ts";

export const COMMUNE = "018f5c3e-7d1a-7000-8000-00000000c0de";
export const NOW_MS = Date.parse("2026-11-20T20:00:00Z");
export const HEADERS = { "An-Thon-Protocol": "1", "An-Thon-Commune": COMMUNE };

let made = 0;

/** Make an id that no other call makes. */
export function anId(): string {
  made += 1;
  return `018f5c3e-7d1a-7000-8000-${String(made).padStart(12, "0")}`;
}

/** Give bytes that no other call gives. */
function nextBytes(count: number): Uint8Array {
  made += 1;
  const bytes = new Uint8Array(count);
  new DataView(bytes.buffer).setUint32(count - 4, made);
  return bytes;
}

export function anOwner(): Owner {
  return { communeId: COMMUNE, person: anId(), installId: anId(), token: "t" };
}

/** What the test changes as it goes: the phone's clock, and what answers it. */
export interface Hand {
  nowMs: number;
  answer: Fetch;
  readonly sent: ExchangeRequest[];
}

export interface Setting {
  readonly phone: Phone;
  readonly disk: Disk;
  readonly owner: Owner;
  readonly hand: Hand;
  readonly around: Surroundings;
}

/** Make a phone whose network is silent until the test says otherwise. */
export function aPhone(owner: Owner = anOwner(), disk: Disk = new Disk(anId())): Setting {
  const hand: Hand = { nowMs: NOW_MS, answer: silence, sent: [] };
  const around: Surroundings = {
    appVersion: "1.0.0",
    fetch: async (url, options) => {
      if (options.method === "POST") hand.sent.push(await readRequest(options));
      return hand.answer(url, options);
    },
    now: () => hand.nowMs,
    randomBytes: nextBytes,
    chance: () => 0.5,
    quotaLeft: async () => null,
    itemKeysOf: (kind): Record<string, string> => (kind === "patrol" ? { findings: "id" } : {}),
    kindVersionOf: () => 1,
  };
  return { phone: new Phone(owner, disk, around), disk, owner, hand, around };
}

export async function silence(): Promise<Response> {
  throw new TypeError("Failed to fetch");
}

/** Answer every request with this reply, echoing its turn. */
export function answering(parts: Partial<Reply> | ((request: ExchangeRequest) => Partial<Reply>)) {
  return async (_url: string, options: RequestInit): Promise<Response> => {
    const request = await readRequest(options);
    const said = typeof parts === "function" ? parts(request) : parts;
    return Response.json(aReply({ turn: request.turn, ...said }), { headers: HEADERS });
  };
}

/** Refuse every request by a code. */
export function refusing(status: number, code: string, headers: Record<string, string> = {}) {
  return async (): Promise<Response> =>
    Response.json({ code }, { status, headers: { ...HEADERS, ...headers } });
}

export async function readRequest(options: RequestInit): Promise<ExchangeRequest> {
  const body = new Response(options.body as BodyInit).body as ReadableStream<Uint8Array>;
  const isPacked = "Content-Encoding" in (options.headers as Record<string, string>);
  const plain = isPacked ? body.pipeThrough(gunzip()) : body;
  return (await new Response(plain).json()) as ExchangeRequest;
}

function gunzip(): ReadableWritablePair<Uint8Array, Uint8Array> {
  return new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>;
}

/** Make a reply that says nothing new. */
export function aReply(parts: Partial<Reply> = {}): Reply {
  return {
    commune: COMMUNE,
    time: new Date(NOW_MS).toISOString(),
    results: [],
    late_results: [],
    witness: "0",
    records: [],
    departures: [],
    cursor: "0",
    more: false,
    reset: false,
    restored: false,
    backup: "0",
    poll_after_s: 300,
    ...parts,
  };
}

/** Make a mutation that creates a patrol. */
export function aMutation(parts: Partial<Mutation> = {}): Mutation {
  return {
    id: anId(),
    person: "p",
    record_id: anId(),
    stream: "log:g",
    kind: "patrol",
    kind_version: 1,
    act: "create",
    base: null,
    target: null,
    at: new Date(NOW_MS).toISOString(),
    clock_offset_ms: 0,
    content: { area: "chua" },
    was: {},
    blobs: [],
    ...parts,
  };
}

export function applied(mutation: Mutation, seq: number) {
  return { id: mutation.id, seq, verdict: "applied" as const, code: null, siblings: [] };
}

/** Make a cursor. */
export function at(seq: number, lineage = "aaaaaaaa"): string {
  return `${seq}.${lineage}`;
}

export function stateOf(disk: Disk): Promise<SyncState> {
  return disk.read(["meta"], readState);
}
