/**
 * A scenario that the simulator recorded (tests/simulator/scenarios/): what one phone went through,
 * and what then stood on its disk. Here it is lived through again by the phone's own engine.
 */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { noteAccess } from "../../src/db/access-log.ts";
import { dropRow, findRow, putRow } from "../../src/db/copy.ts";
import { Disk, type Work } from "../../src/db/disk.ts";
import { makeRoom } from "../../src/db/room.ts";
import { ALL_STORES, type StoreName } from "../../src/db/schema.ts";
import { readState, writeState } from "../../src/db/state.ts";
import type { AccessEntry, ExchangeRequest, Mutation, Reply } from "../../src/lib/wire.ts";
import { Phone } from "../../src/sync/phone.ts";
import type { Fetch } from "../../src/sync/transport.ts";
import type { ItemKeysOf } from "../../src/sync/view.ts";
import { beginOn, type Stores } from "./begun.ts";
import { type Comparable, type EndState, readEnd } from "./end-state.ts";
import { anId, aPhone, type Setting, silence } from "./phones.ts";

/** How the disk behaved: `full` gave no room, `killed` the phone died at the commit. */
type Outcome = "done" | "full" | "killed";

/** What the phone was answered, or that nothing that was ours came. */
interface Got {
  readonly reply?: Reply;
  readonly refusal?: readonly [status: number, code: string, retryAfterS: number | null];
  readonly silence?: true;
}

/** A request with the ids of its mutations for the mutations themselves. */
type Sent = Omit<ExchangeRequest, "mutations"> & { readonly mutations: readonly string[] };

/** As tests/simulator/recorder.py writes it. */
export interface Step {
  readonly do: string;
  readonly now?: string;
  readonly outcome?: Outcome;
  /** Whether a reply was applied; where the phone died, whether that commit still came about. */
  readonly applied?: boolean;
  readonly is_saved?: boolean;
  readonly mutation?: Mutation;
  readonly request?: Sent | ExchangeRequest | null;
  readonly got?: Got | null;
  readonly reply?: Reply;
  readonly index?: number;
  readonly entry?: AccessEntry;
  readonly day?: string;
  readonly record_id?: string;
  readonly is_lost?: boolean;
  readonly stores?: Stores | null;
}

export interface Scenario {
  readonly name: string;
  readonly commune_id: string;
  readonly person: string;
  readonly steps: readonly Step[];
  readonly end: EndState;
}

/** What of a request must be as the reference phone sent it. */
const COMPARED = [
  "turn",
  "witness",
  "streams_tag",
  "since",
  "full_from",
  "page_size",
  "access_log",
] as const;

class Killed extends Error {}

type Fault = "none" | "full" | "dies_before" | "dies_after";

/** A disk on which faults wait for the next commits: no room, or the phone dies before or after. */
class FaultyDisk extends Disk {
  #faults: Fault[] = [];

  meet(...faults: Fault[]): void {
    this.#faults = faults;
  }

  override async write<T>(stores: readonly StoreName[], work: Work<T>): Promise<T> {
    const fault = this.#faults.shift() ?? "none";
    const made = await super.write(stores, async (to) => {
      const result = await work(to);
      if (fault === "full") throw new DOMException("no room", "QuotaExceededError");
      if (fault === "dies_before") throw new Killed();
      return result;
    });
    if (fault === "dies_after") throw new Killed();
    return made;
  }
}

/** Live through a scenario; give what then stands on the disk. */
export async function replay(scenario: Scenario, itemKeysOf: ItemKeysOf): Promise<Comparable> {
  const life = new Life(scenario, itemKeysOf);
  for (const [index, step] of scenario.steps.entries()) {
    try {
      await life.live(step);
    } catch (error) {
      throw new Error(`${scenario.name}, step ${index}: ${step.do}`, { cause: error });
    }
  }
  return life.end();
}

class Life {
  readonly #scenario: Scenario;
  readonly #disk = new FaultyDisk(anId());
  readonly #setting: Setting;
  #phone: Phone;
  #slow: { request: ExchangeRequest; reply: Reply }[] = [];
  #remembered: Disk | null = null;

  constructor(scenario: Scenario, itemKeysOf: ItemKeysOf) {
    this.#scenario = scenario;
    const { commune_id: communeId, person } = scenario;
    const owner = { communeId, person, installId: anId(), token: "t" };
    const setting = aPhone(owner, this.#disk);
    this.#setting = { ...setting, around: { ...setting.around, itemKeysOf } };
    this.#phone = this.#newPhone();
  }

  async live(step: Step): Promise<void> {
    if (step.now) this.#setting.hand.nowMs = Date.parse(step.now);
    const deed = DEEDS[step.do];
    assert.ok(deed, `nobody knows what ${step.do} is`);
    await deed(this, step);
  }

  end(): Promise<Comparable> {
    return readEnd(this.#phone, Object.keys(this.#scenario.end.screen));
  }

  async begin({ stores }: Step): Promise<void> {
    if (stores) await beginOn(this.#disk, stores);
  }

  /** Only the disk outlives it. */
  restart(): void {
    this.#phone = this.#newPhone();
  }

  async save({ mutation, outcome = "done", is_saved: isSaved = true }: Step): Promise<void> {
    const saving = this.#phone.save.bind(this.#phone, [mutation as Mutation]);
    if (outcome !== "full") return this.#meet(outcome, isSaved, saving);
    // The phone tries once more with the room that it made; the reference's person is told at once.
    this.#disk.meet("full", "none", "full");
    await assert.rejects(saving(), { name: "QuotaExceededError" });
  }

  async exchange({ request, got, outcome = "done", applied = false }: Step): Promise<void> {
    const { hand } = this.#setting;
    hand.answer = got ? this.#answering(got) : silence;
    if (request) this.#phone.pageSize = request.page_size;
    if (this.#phone.paused !== "wipe") this.#phone.paused = null;
    const before = hand.sent.length;
    await this.#meet(outcome, applied, () => this.#phone.exchange());
    if (request) compare(hand.sent[before], request);
  }

  async askSlowly({ request, reply }: Step): Promise<void> {
    assert.ok(request && reply);
    this.#phone.pageSize = request.page_size;
    const own = await this.#phone.buildRequest();
    compare(own, request);
    this.#slow.push({ request: own, reply });
  }

  async receiveSlowly({ index = 0, outcome = "done", applied = false }: Step): Promise<void> {
    const [slow] = this.#slow.splice(index, 1);
    assert.ok(slow);
    const receiving = this.#phone.receive.bind(this.#phone, slow.request, slow.reply);
    if (outcome !== "full") return this.#meet(outcome, applied, receiving);
    this.#disk.meet("full");
    await assert.rejects(receiving(), { name: "QuotaExceededError" });
    await makeRoom(this.#disk);
  }

  opened({ entry }: Step): Promise<void> {
    return this.#disk.write(["access_log"], (to) => noteAccess(to, entry as AccessEntry));
  }

  keepFrom({ day }: Step): Promise<void> {
    return this.#disk.write(["meta"], async (to) => {
      await writeState(to, { ...(await readState(to)), fullFrom: day ?? null });
    });
  }

  async erase(): Promise<void> {
    await this.#disk.erase();
    this.#slow = [];
  }

  async remember(): Promise<void> {
    this.#remembered = new Disk(anId());
    await copyDisk(this.#disk, this.#remembered);
  }

  async rollBack(): Promise<void> {
    assert.ok(this.#remembered);
    await copyDisk(this.#remembered, this.#disk);
    this.#slow = [];
  }

  /** A row of the copy rots; only the digest can notice. */
  async spoil({ record_id: id, is_lost: isLost }: Step): Promise<void> {
    assert.ok(id);
    await this.#disk.write(["meta", "copy_a", "copy_b"], async (to) => {
      const { shown, turn } = await readState(to);
      const row = await findRow(to, shown, id);
      if (isLost || !row) await dropRow(to, shown, id);
      else await putRow(to, shown, { ...row, seq: row.seq + 7 }, turn);
    });
    this.restart(); // what this page has verified is not what lies there now
  }

  async #meet(outcome: Outcome, isCommitted: boolean, work: () => Promise<unknown>): Promise<void> {
    const faults: Record<Outcome, Fault> = {
      done: "none",
      full: "full",
      killed: isCommitted ? "dies_after" : "dies_before",
    };
    this.#disk.meet(faults[outcome]);
    if (outcome === "killed") await assert.rejects(work(), Killed);
    else await work();
    this.#disk.meet();
  }

  #answering({ reply, refusal }: Got): Fetch {
    if (!reply && !refusal) return silence;
    const headers = {
      "An-Thon-Protocol": "1",
      "An-Thon-Commune": this.#scenario.commune_id,
    };
    if (reply) return async () => Response.json(reply, { headers });
    const [status, code, retryAfterS] = refusal as NonNullable<Got["refusal"]>;
    const retry = retryAfterS === null ? {} : { "Retry-After": String(retryAfterS) };
    return async () => Response.json({ code }, { status, headers: { ...headers, ...retry } });
  }

  #newPhone(): Phone {
    const { owner, around } = this.#setting;
    return new Phone(owner, this.#disk, around);
  }
}

const DEEDS: Readonly<Record<string, (life: Life, step: Step) => Promise<void> | void>> = {
  begin: (life, step) => life.begin(step),
  restart: (life) => life.restart(),
  save: (life, step) => life.save(step),
  exchange: (life, step) => life.exchange(step),
  ask_slowly: (life, step) => life.askSlowly(step),
  receive_slowly: (life, step) => life.receiveSlowly(step),
  opened: (life, step) => life.opened(step),
  keep_from: (life, step) => life.keepFrom(step),
  erase: (life) => life.erase(),
  remember: (life) => life.remember(),
  roll_back: (life) => life.rollBack(),
  spoil: (life, step) => life.spoil(step),
};

function compare(own: ExchangeRequest | undefined, recorded: Sent | ExchangeRequest): void {
  assert.ok(own, "nothing was sent");
  for (const part of COMPARED) assert.deepEqual(own[part], recorded[part], part);
  const ids = recorded.mutations.map((one) => (typeof one === "string" ? one : one.id));
  assert.deepEqual(
    own.mutations.map((mutation) => mutation.id),
    ids,
  );
}

async function copyDisk(from: Disk, to: Disk): Promise<void> {
  for (const name of ALL_STORES) {
    const lines = await from.read([name], ({ raw }) => raw.objectStore(name).getAll());
    await to.write([name], async ({ raw }) => {
      await raw.objectStore(name).clear();
      for (const line of lines) await raw.objectStore(name).put(line);
    });
  }
}
