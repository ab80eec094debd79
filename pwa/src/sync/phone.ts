/**
 * The phone: saves at once, sends when it can, and applies each reply in one transaction. Its
 * specification is reference/phone.py. Only the disk outlives a kill; all else here starts anew.
 */

import { noteAccess } from "../db/access-log.ts";
import { nameBlobs } from "../db/blobs.ts";
import { type Disk, isQuotaError, type Transaction } from "../db/disk.ts";
import { dropDraft } from "../db/drafts.ts";
import { addToOutbox, setAside } from "../db/outbox.ts";
import { makeRoom, withRoom } from "../db/room.ts";
import { readState, type SyncState } from "../db/state.ts";
import { makeId } from "../lib/ids.ts";
import type { JsonObject } from "../lib/json.ts";
import type { AccessEntry, ExchangeRequest, Health, Mutation, Reply } from "../lib/wire.ts";
import { Ahead } from "./ahead.ts";
import { BlobPost } from "./blob-post.ts";
import { NONE_VERIFIED, type Verified } from "./digests.ts";
import { loadGiveBack } from "./giving-back.ts";
import { type Deed, makeMutation } from "./mutation.ts";
import type { Shown } from "./overlay.ts";
import { AT_ONCE, backOff, hasten, type Pace, waitMs } from "./pace.ts";
import { applyReply, REPLY_STORES } from "./reply.ts";
import { BATCH_MUTATIONS, buildRequest, hasUnsent, PAGE_ROWS } from "./request.ts";
import {
  ask,
  type Fetch,
  isRefusal,
  look,
  NoAnswer,
  type Owner,
  type Refusal,
} from "./transport.ts";
import { type ItemKeysOf, readView, readWaiting, VIEW_STORES, viewRecord } from "./view.ts";

const HEALTH_EVERY_MS = 10 * 60 * 1000;
const CHANCE_BYTES = 10;

/** What the phone takes from outside: its clock (which may be wrong), chance, network, kinds. */
export interface Surroundings {
  readonly appVersion: string;
  readonly fetch: Fetch;
  /** Milliseconds since 1970, as the phone believes. */
  now(): number;
  randomBytes(count: number): Uint8Array;
  /** A number in [0, 1). */
  chance(): number;
  /** How many bytes are left to store in; null where the browser does not say. */
  quotaLeft(): Promise<number | null>;
  readonly itemKeysOf: ItemKeysOf;
  kindVersionOf(kind: string): number;
}

export class Phone {
  readonly disk: Disk;
  owner: Owner;
  /** The code that stopped sending, until the person or the desk acts. */
  paused: string | null = null;
  pace: Pace = AT_ONCE;
  pageSize = PAGE_ROWS;
  pollAfterS: number | null = null;
  readonly reports: string[] = [];
  /** Called after each save: the runner's trigger. */
  onSaved: () => void = () => undefined;
  /** Called with how many mutations are on their way right now, with 0 once they are not. */
  onUnderWay: (count: number) => void = () => undefined;
  readonly blobs: BlobPost; // sent after the text
  readonly #around: Surroundings;
  readonly #ahead: Ahead;
  #batchLimit = BATCH_MUTATIONS;
  #verified: Verified = NONE_VERIFIED;
  #healthSentMs = Number.NEGATIVE_INFINITY;

  constructor(owner: Owner, disk: Disk, around: Surroundings) {
    this.owner = owner;
    this.disk = disk;
    this.#around = around;
    this.#ahead = new Ahead(around, (request) => ask(around.fetch, this.owner, request));
    this.blobs = new BlobPost(this, around);
  }

  /**
   * Make mutations last, and drop the draft that they were made of: one strict transaction. Only
   * then may the screen say "saved on this phone". Throws QuotaExceededError where there is no room
   * even without the copies.
   */
  async save(mutations: readonly Mutation[], draftId?: string): Promise<void> {
    await this.#withRoom(() =>
      this.disk.write(["outbox", "drafts", "blobs"], (to) => this.#put(to, mutations, draftId)),
    );
    this.onSaved();
  }

  /** Make a mutation on what the screen shows, and save it. */
  async act(deed: Deed, draftId?: string): Promise<Mutation> {
    return (await this.actOn(deed.recordId, () => deed, draftId)) as Mutation;
  }

  /**
   * Decide on what a record holds at that moment, and save it: one transaction, so that of two taps
   * at once, in two tabs as well, each builds on the other. Null: there was nothing to do.
   */
  async actOn(
    recordId: string,
    decide: (shown: Shown | null) => Deed | null,
    draftId?: string,
  ): Promise<Mutation | null> {
    const id = this.newId(); // one for every try: a save that came through is then not made twice
    let made: Mutation | null = null;
    await this.#withRoom(() =>
      this.disk.write([...VIEW_STORES, "drafts", "blobs"], async (to) => {
        const { shown, state } = await readView(to, recordId, this.#around.itemKeysOf);
        const deed = decide(shown);
        made = deed && this.#make(deed, shown, state, id);
        if (made) await this.#put(to, [made], draftId);
      }),
    );
    if (made) this.onSaved();
    return made;
  }

  /** Make a mutation on what the screen shows, without saving it. */
  mutation(deed: Deed): Promise<Mutation> {
    return this.disk.read(VIEW_STORES, async (to) => {
      const { shown, state } = await readView(to, deed.recordId, this.#around.itemKeysOf);
      return this.#make(deed, shown, state, this.newId());
    });
  }

  /** Give a record as the screen shows it. */
  view(recordId: string): Promise<Shown | null> {
    return viewRecord(this.disk, recordId, this.#around.itemKeysOf);
  }

  /** Note that an officer opened, exported or printed something. */
  async noteAccess(entry: AccessEntry): Promise<void> {
    await this.#withRoom(() =>
      this.disk.write(["access_log", "outbox"], (to) => noteAccess(to, entry)),
    );
  }

  newId(): string {
    return makeId(this.#around.now(), this.#around.randomBytes(CHANCE_BYTES));
  }

  /** How long until it may ask, ms; null: not before the person or the desk acts. */
  dueInMs(): number | null {
    return this.paused === null ? waitMs(this.pace, this.#around.now()) : null;
  }

  /** End a wait early because the network or the person came back. */
  hasten(): void {
    this.pace = hasten(this.pace);
    this.blobs.hasten();
  }

  /** Go on after a pause, perhaps with a new token. */
  resume(token: string = this.owner.token): void {
    this.owner = { ...this.owner, token };
    this.paused = null;
    this.pace = AT_ONCE;
  }

  /**
   * Make one exchange; say whether there is more to send or to fetch. Silence and refusals change
   * nothing on the disk but what is set aside; without room the copies go, and it waits.
   */
  async exchange(): Promise<boolean> {
    try {
      return await this.#exchange();
    } catch (error) {
      if (!isQuotaError(error) && !(error instanceof NoAnswer)) throw error;
      if (isQuotaError(error)) {
        await makeRoom(this.disk);
        this.reports.push("full");
      }
      this.#backOff(null);
      return false;
    } finally {
      this.onUnderWay(0);
    }
  }

  /** Ask the server for something to read; null: it could not be asked. */
  async look(path: string): Promise<JsonObject | Refusal | null> {
    try {
      return await look(this.#around.fetch, this.owner, path);
    } catch (error) {
      if (error instanceof NoAnswer) return null;
      throw error;
    }
  }

  /** Build what to send now, as one snapshot of the disk. */
  async buildRequest(): Promise<ExchangeRequest> {
    const nowMs = this.#around.now();
    const health = await this.#healthWhenDue(nowMs);
    return buildRequest(this.disk, {
      nowMs,
      appVersion: this.#around.appVersion,
      installId: this.owner.installId,
      batchLimit: this.#batchLimit,
      pageSize: this.pageSize,
      health,
    });
  }

  /** Apply a reply in one transaction; one to another turn's request is thrown away (R10). */
  async receive(request: ExchangeRequest, reply: Reply, nowMs = this.#around.now()) {
    const giveBack = await loadGiveBack(this.disk, reply, this.owner.person);
    const arrival = { request, reply, nowMs, verified: this.#verified, giveBack };
    const applied = await this.disk.write(REPLY_STORES, (to) => applyReply(to, arrival));
    if (!applied) return false;
    this.#verified = applied.verified;
    this.reports.push(...applied.reports);
    if (request.health) this.#healthSentMs = nowMs;
    this.#batchLimit = BATCH_MUTATIONS;
    this.pace = AT_ONCE;
    this.pollAfterS = reply.poll_after_s ?? null;
    return true;
  }

  async #put(to: Transaction, mutations: readonly Mutation[], draftId?: string): Promise<void> {
    await addToOutbox(to, mutations);
    await nameBlobs(to, mutations);
    if (draftId !== undefined) await dropDraft(to, draftId);
  }

  #make(deed: Deed, shown: Shown | null, state: SyncState, id: string): Mutation {
    const kind = deed.kind ?? shown?.kind ?? "";
    return makeMutation(deed, shown, {
      id,
      person: this.owner.person,
      atMs: this.#around.now(),
      clockOffsetMs: state.clockOffsetMs,
      kindVersion: this.#around.kindVersionOf(kind),
      itemKeys: this.#around.itemKeysOf(kind),
    });
  }

  async #exchange(): Promise<boolean> {
    const asked = await this.buildRequest();
    this.onUnderWay(asked.mutations.length);
    const { request, answer, nowMs } = await this.#ahead.answer(asked);
    if (isRefusal(answer)) return this.#takeRefusal(answer, request);
    await this.receive(request, answer, nowMs);
    return answer.more || (await this.#hasUnsent());
  }

  async #takeRefusal(refusal: Refusal, request: ExchangeRequest): Promise<boolean> {
    const { status, code } = refusal;
    if (code === "wipe") {
      await this.disk.erase();
      this.paused = code;
    } else if (status === 401 || status === 403) {
      this.paused = code;
    } else if ([400, 413, 422].includes(status) && request.mutations.length > 0) {
      return this.#halve(request.mutations);
    } else {
      this.#backOff(refusal.retryAfterS);
    }
    return false;
  }

  /** Find the one that can't be taken by halving; set it aside and go on (R7). */
  async #halve(sent: readonly Mutation[]): Promise<boolean> {
    const [first] = sent;
    if (sent.length > 1 || !first) {
      this.#batchLimit = Math.max(1, Math.floor(sent.length / 2));
      return true;
    }
    await this.disk.write(["outbox"], (to) => setAside(to, first.id, this.#around.now()));
    return this.#hasUnsent();
  }

  #hasUnsent(): Promise<boolean> {
    return hasUnsent(this.disk, this.#around.now());
  }

  async #healthWhenDue(nowMs: number): Promise<Health | null> {
    if (Math.abs(nowMs - this.#healthSentMs) < HEALTH_EVERY_MS) return null;
    const waiting = await readWaiting(this.disk);
    const { clockOffsetMs } = await this.disk.read(["meta"], readState);
    return {
      pending: waiting.count,
      oldest_unsent: waiting.oldestAt,
      quota_left: await this.#around.quotaLeft(),
      version: this.#around.appVersion,
      clock_offset_ms: clockOffsetMs,
    };
  }

  #withRoom(save: () => Promise<void>): Promise<void> {
    return withRoom(this.disk, save, () => this.reports.push("full"));
  }

  #backOff(retryAfterS: number | null): void {
    this.pace = backOff(this.pace, this.#around.now(), this.#around.chance(), retryAfterS);
  }
}
