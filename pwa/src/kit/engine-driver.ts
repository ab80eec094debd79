/**
 * A phone without screens: the shipped engine on the browser's own database, locks, channels and
 * network, driven by a test. It adds nothing to what the engine does.
 */

import { allRows } from "../db/copy.ts";
import { Disk, databaseName } from "../db/disk.ts";
import { walkOutbox } from "../db/outbox.ts";
import { type Account, Registry } from "../db/registry.ts";
import { allRetained } from "../db/retained.ts";
import { ALL_STORES } from "../db/schema.ts";
import { readState, type SyncState } from "../db/state.ts";
import { type Catalog, keepCatalog } from "../kinds/catalog.ts";
import type { Mutation, RecordRow } from "../lib/wire.ts";
import { browserHost, browserSurroundings } from "../sync/browser.ts";
import { Engine } from "../sync/engine.ts";
import type { Deed } from "../sync/mutation.ts";
import type { Shown } from "../sync/overlay.ts";
import { Phone } from "../sync/phone.ts";

const STALLED_MS = 30_000;

/** What lies on the phone and what this page knows, as a test compares it. */
interface Look {
  readonly outbox: readonly string[];
  readonly aside: readonly string[];
  /** Mutation id -> verdict and code. */
  readonly verdicts: Readonly<Record<string, readonly [string, string | null]>>;
  readonly rows: readonly RecordRow[];
  readonly state: SyncState;
  readonly paused: string | null;
  /** As the registry has it, for screens. */
  readonly standing: string | null;
  readonly reports: readonly string[];
  readonly errors: readonly string[];
}

interface Open {
  readonly account: Account;
  readonly disk: Disk;
  readonly phone: Phone;
  readonly engine: Engine;
}

export class EngineDriver {
  readonly #registry = new Registry();
  readonly #errors: string[] = [];
  #catalog: Catalog | null = null;
  #pageSize = 0;
  #open: Open | null = null;
  #running: Promise<void> = Promise.resolve();

  /** Sign somebody in on this page and start his engine, as the app does. */
  async open(account: Account, pageSize: number): Promise<void> {
    await this.#registry.putAccount(account);
    this.#catalog = await this.#fetchCatalog();
    this.#pageSize = pageSize;
    this.#start(account, this.#catalog);
  }

  /** Close the book and open it again: what only memory knew is gone. */
  async reopen(): Promise<void> {
    const { account, engine, disk } = this.#now;
    await engine.stop();
    await disk.close();
    this.#start(account, this.#catalog as Catalog);
  }

  #start(account: Account, catalog: Catalog): void {
    const disk = new Disk(databaseName(account.communeId, account.person));
    const around = browserSurroundings(catalog.itemKeysOf, catalog.versionOf);
    const phone = new Phone(account, disk, around);
    phone.pageSize = this.#pageSize;
    const host = browserHost({
      note: (standing) => this.#registry.noteStanding(account.communeId, account.person, standing),
      fail: (error) => void this.#errors.push(String(error)),
    });
    const engine = new Engine(phone, host, () => Date.now());
    this.#open = { account, disk, phone, engine };
    engine.start();
    void engine.wake("timer");
  }

  /** Do these on what is shown, one after the other; give what was saved. */
  async act(deeds: readonly Deed[]): Promise<Mutation[]> {
    const saved: Mutation[] = [];
    for (const deed of deeds) saved.push(await this.#now.phone.act(deed));
    return saved;
  }

  /** Make a mutation without saving it. */
  make(deed: Deed): Promise<Mutation> {
    return this.#now.phone.mutation(deed);
  }

  /** Save what was made. */
  save(made: Mutation): Promise<void> {
    return this.#now.phone.save([made]);
  }

  /** Give one record as the screen would show it. */
  view(recordId: string): Promise<Shown | null> {
    return this.#now.phone.view(recordId);
  }

  /** Give those of these records of which this phone knows. */
  async known(recordIds: readonly string[]): Promise<string[]> {
    const seen = await Promise.all(recordIds.map((id) => this.view(id)));
    return recordIds.filter((_, place) => seen[place] !== null);
  }

  /** Say whether the server named a time before which nothing is asked. */
  isAskedToWait(): boolean {
    return this.#now.phone.pace.isAsked;
  }

  /** Make an id as the phone makes them. */
  newId(): string {
    return this.#now.phone.newId();
  }

  /** Tap "send now" and wait until the engine has nothing to do, or has to wait. */
  wake(): Promise<void> {
    return soon(this.#now.engine.wake("tap"));
  }

  /** Tap, and don't wait. */
  begin(): void {
    this.#running = this.wake();
  }

  /** Wait for what was begun. */
  settled(): Promise<void> {
    return this.#running;
  }

  /** Look as the timer does: a wait is not cut short. */
  lookByTimer(): Promise<void> {
    return soon(this.#now.engine.wake("timer"));
  }

  /** Make one exchange beside whoever holds the lock, as where locks don't exist. */
  exchangeWithoutLock(): Promise<boolean> {
    return this.#now.phone.exchange();
  }

  /** Go on with a new token, as after signing in again. */
  async signInAgain(token: string): Promise<void> {
    const { account, phone } = this.#now;
    await this.#registry.putAccount({ ...account, token });
    phone.resume(token);
    await this.wake();
  }

  /** Look at everything. */
  async look(): Promise<Look> {
    const { disk, phone, account } = this.#now;
    const accounts = await this.#registry.accounts();
    return {
      ...(await readDisk(disk)),
      paused: phone.paused,
      standing: accounts.find((one) => one.person === account.person)?.standing ?? null,
      reports: phone.reports,
      errors: this.#errors,
    };
  }

  /** Give every line of the database as text, to see that nothing changed. */
  dump(): Promise<string> {
    return this.#now.disk.read(ALL_STORES, async (to) => {
      const stores = ALL_STORES.map((name) => to.raw.objectStore(name).getAll());
      return JSON.stringify(await Promise.all(stores));
    });
  }

  get #now(): Open {
    if (!this.#open) throw new Error("nobody was signed in on this page");
    return this.#open;
  }

  async #fetchCatalog(): Promise<Catalog> {
    const answer = await fetch("/api/kinds");
    return keepCatalog(this.#registry, await answer.json());
  }
}

/** An engine that never comes to rest is told as such; it would hold the test for ever. */
async function soon(running: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("the engine does not come to rest")), STALLED_MS);
  });
  await Promise.race([running, late]);
}

type OnDisk = Pick<Look, "outbox" | "aside" | "verdicts" | "rows" | "state">;

function readDisk(disk: Disk): Promise<OnDisk> {
  return disk.read(ALL_STORES, async (to) => {
    const state = await readState(to);
    const outbox: string[] = [];
    const aside: string[] = [];
    for await (const { mutation, asideAt } of walkOutbox(to)) {
      (asideAt === null ? outbox : aside).push(mutation.id);
    }
    const kept = await allRetained(to);
    const verdicts = Object.fromEntries(
      kept.map(({ mutation, result }) => [mutation.id, [result.verdict, result.code] as const]),
    );
    return { outbox, aside, verdicts, rows: await allRows(to, state.shown), state };
  });
}
