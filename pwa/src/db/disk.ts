/**
 * One person's database in one commune: whole transactions or nothing.
 *
 * Browsers close a connection under the page (Safari in the background, cleared site data, another
 * tab's upgrade), so each transaction opens one when there is none, and one that was lost on the
 * way is tried once more. `work` may therefore run twice; only one run is ever committed.
 */

import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { waitingBlobs } from "./blobs.ts";
import { type Codec, plain } from "./codec.ts";
import { ALL_STORES, type PhoneSchema, type StoreName, UPGRADES } from "./schema.ts";
import { onShownPage, whenPutAside } from "./shown-page.ts";

type Raw = IDBPTransaction<PhoneSchema, StoreName[], "readwrite">;
type Mode = "readonly" | "readwrite";

/** A running transaction. One opened for reading throws ReadOnlyError when it is written to. */
export interface Transaction {
  readonly raw: Raw;
  readonly codec: Codec;
}

export type Work<T> = (to: Transaction) => Promise<T>;

/** What people wrote: it is flushed before it counts as kept; all else can be pulled again. */
const WRITTEN_HERE: ReadonlySet<StoreName> = new Set(["outbox", "drafts", "blobs"]);

const LOST = new Set(["InvalidStateError", "UnknownError", "AbortError"]);

/** Say whether an error means that there was no room. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}

/** Give the name of a person's database in a commune. */
export function databaseName(communeId: string, person: string): string {
  return `an-thon:${communeId}:${person}`;
}

export class Disk {
  readonly name: string;
  readonly #codec: Codec;
  #opening: Promise<IDBPDatabase<PhoneSchema>> | null = null;
  #isGone = false;

  constructor(name: string, codec: Codec = plain) {
    this.name = name;
    this.#codec = codec;
  }

  /** Read from stores: one snapshot. */
  read<T>(stores: readonly StoreName[], work: Work<T>): Promise<T> {
    return this.#run(stores, "readonly", work);
  }

  /** Change stores together: an error inside, a kill or a full disk changes nothing. */
  write<T>(stores: readonly StoreName[], work: Work<T>): Promise<T> {
    return this.#run(stores, "readwrite", work);
  }

  /** Forget everything: a phone that was reported stolen. */
  async erase(): Promise<void> {
    await this.write(ALL_STORES, clearAll);
    await this.#delete();
  }

  /**
   * Forget everything for good, unless something is unsent; say whether it was done. Reading
   * then never ends, for nobody is there to read to; writing is refused aloud.
   */
  async eraseWhenSent(): Promise<boolean> {
    const isErased = await this.write(ALL_STORES, async (to) => {
      if ((await to.raw.objectStore("outbox").count()) > 0) return false;
      if ((await waitingBlobs(to)).length > 0) return false;
      await clearAll(to);
      return true;
    });
    if (!isErased) return false;
    this.#isGone = true; // a screen that still reads would make the database anew, empty
    await this.#delete();
    return true;
  }

  async #delete(): Promise<void> {
    await this.close();
    await deleteDB(this.name);
  }

  /** Let go of the connection; the next transaction opens another. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    if (opening) (await opening).close();
  }

  #run<T>(stores: readonly StoreName[], mode: Mode, work: Work<T>): Promise<T> {
    return onShownPage(async (aside) => {
      if (this.#isGone) return gone(this.name, mode);
      const connection = this.#open();
      try {
        return await this.#attempt(await connection, stores, mode, work);
      } catch (error) {
        if (this.#isGone) return gone(this.name, mode);
        if (!this.#isLost(error, connection) || aside.aborted) throw error;
        return this.#attempt(await this.#open(), stores, mode, work);
      }
    });
  }

  async #attempt<T>(
    db: IDBPDatabase<PhoneSchema>,
    stores: readonly StoreName[],
    mode: Mode,
    work: Work<T>,
  ): Promise<T> {
    const isWritten = mode === "readwrite" && stores.some((name) => WRITTEN_HERE.has(name));
    const durability = isWritten ? "strict" : "relaxed";
    const raw = db.transaction([...stores], mode, { durability }) as Raw;
    const ended = raw.done.then(
      () => null,
      (error: unknown) => error,
    );
    const stay = whenPutAside(() => abort(raw));
    try {
      const result = await work({ raw, codec: this.#codec });
      await raw.done;
      return result;
    } catch (error) {
      abort(raw);
      throw cause(error, await ended);
    } finally {
      stay();
    }
  }

  #open(): Promise<IDBPDatabase<PhoneSchema>> {
    if (this.#opening) return this.#opening;
    const forget = (): void => {
      if (this.#opening === opening) this.#opening = null;
    };
    const opening: Promise<IDBPDatabase<PhoneSchema>> = connect(this.name, forget).catch(
      (error: unknown) => {
        if (!(error instanceof Error) || error.name !== "AbortError") throw error;
        return connect(this.name, forget); // the first was asked for while the last one was closing
      },
    );
    this.#opening = opening;
    opening.catch(forget);
    return opening;
  }

  /**
   * Say whether the error came of a lost connection: then nothing of the attempt was committed. A
   * browser that closes one aborts its transactions first and tells of the closing later.
   */
  #isLost(error: unknown, connection: Promise<IDBPDatabase<PhoneSchema>>): boolean {
    if (!(error instanceof Error) || !LOST.has(error.name)) return false;
    if (this.#opening === connection) void this.close().catch(() => undefined);
    return true;
  }
}

async function connect(name: string, forget: () => void): Promise<IDBPDatabase<PhoneSchema>> {
  const db = await openDB<PhoneSchema>(name, UPGRADES.length, {
    upgrade: (db, from, _to, transaction) => {
      for (const upgrade of UPGRADES.slice(from)) upgrade(db, transaction);
    },
    // Another tab upgrades or erases: let it, and open again when there is something to do.
    blocking: (_current, _blocked, event) => {
      forget();
      (event.target as IDBDatabase).close();
    },
    terminated: forget,
  });
  whenPutAside(() => {
    forget();
    db.close();
  });
  return db;
}

async function clearAll(to: Transaction): Promise<void> {
  await Promise.all(ALL_STORES.map((name) => to.raw.objectStore(name).clear()));
}

function gone(name: string, mode: Mode): Promise<never> {
  if (mode === "readwrite") throw new Error(`${name} is no longer on this machine`);
  return new Promise(() => undefined);
}

/** End a transaction, if it has not ended. */
export function abort(raw: { abort: () => void }): void {
  try {
    raw.abort();
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** Give what went wrong: a transaction that ended by itself knows it better than its requests. */
function cause(error: unknown, ending: unknown): unknown {
  return isQuotaError(ending) ? ending : error;
}
