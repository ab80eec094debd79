/**
 * What belongs to the installation and not to one person: its id, who is signed in, the kinds. The
 * service worker finds here whom it works for, because not every browser lists its databases.
 */

import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
} from "idb";
import { type Codec, plain, type Sealed } from "./codec.ts";
import { abort } from "./disk.ts";
import { onShownPage, whenPutAside } from "./shown-page.ts";

/** Who is signed in on this installation. `standing`: the code that stopped sending, if one did. */
export interface Account {
  readonly communeId: string;
  readonly person: string;
  readonly installId: string;
  readonly token: string;
  readonly standing: string | null;
  /** As the server said them at the sign-in, so that they are there before the first exchange. */
  readonly name?: string;
  readonly communeName?: string;
  readonly deviceId?: string;
  /** The commune is for a look around: every screen says so. */
  readonly isDemo?: boolean;
  /** To which privacy notice this person said yes on this phone; null: not yet, and asks first. */
  readonly agreed?: Agreement | null;
}

/** `at`: ISO time by the phone's clock. */
export interface Agreement {
  readonly version: string;
  readonly at: string;
}

/** Whose account it is. */
export type AccountKey = Pick<Account, "communeId" | "person">;

interface RegistrySchema extends DBSchema {
  accounts: { key: [string, string]; value: { commune_id: string; person: string; body: Sealed } };
  installation: { key: string; value: { name: string; body: Sealed } };
}

type StoreName = keyof RegistrySchema & ("accounts" | "installation");
type Store<Name extends StoreName, Mode extends IDBTransactionMode> = IDBPObjectStore<
  RegistrySchema,
  Name[],
  Name,
  Mode
>;

type InstallationName = "id" | "kinds" | "current" | "server";

const NAME = "an-thon";
const VERSION = 1;

/** The registry's database; each call opens it for itself, since it is seldom needed. */
export class Registry {
  readonly #codec: Codec;

  constructor(codec: Codec = plain) {
    this.#codec = codec;
  }

  /** Give everybody who is signed in. */
  accounts(): Promise<Account[]> {
    return withStore("accounts", "readonly", async (store) => {
      const lines = await store.getAll();
      return lines.map((line) => this.#codec.open(line.body) as Account);
    });
  }

  /** Give whoever signed in last, else anybody who is signed in, and the kinds; null: none. */
  atStart(): Promise<{ account: Account | null; kinds: unknown }> {
    return withStores(["accounts", "installation"], "readonly", async (stores) => {
      const [lines, current, kinds] = await Promise.all([
        stores.objectStore("accounts").getAll(),
        stores.objectStore("installation").get("current"),
        stores.objectStore("installation").get("kinds"),
      ]);
      const known = lines.map((line) => this.#codec.open(line.body) as Account);
      const key = current ? (this.#codec.open(current.body) as AccountKey) : null;
      const account = known.find((one) => isOf(one, key)) ?? known[0] ?? null;
      return { account, kinds: kinds ? this.#codec.open(kinds.body) : null };
    });
  }

  /** Note who signed in, with which token, and where he stands. */
  putAccount(account: Account): Promise<void> {
    const { communeId: commune_id, person } = account;
    const line = { commune_id, person, body: this.#codec.seal(account) };
    return write("accounts", (store) => store.put(line));
  }

  /** Note why nothing is sent for somebody who is still signed in; null: it is sent again. */
  noteStanding(communeId: string, person: string, standing: string | null): Promise<void> {
    return this.#change({ communeId, person }, { standing });
  }

  /** Note that somebody who is signed in agreed to the privacy notice. */
  noteAgreement(key: AccountKey, agreed: Agreement): Promise<void> {
    return this.#change(key, { agreed });
  }

  /** Forget that somebody was signed in; his database is another matter. */
  dropAccount(communeId: string, person: string): Promise<void> {
    return write("accounts", (store) => store.delete([communeId, person]));
  }

  /** Read something that belongs to the installation; null where it was never written. */
  read(name: InstallationName): Promise<unknown> {
    return withStore("installation", "readonly", async (store) => {
      const line = await store.get(name);
      return line ? this.#codec.open(line.body) : null;
    });
  }

  /** Write something that belongs to the installation. */
  write(name: InstallationName, value: unknown): Promise<void> {
    const line = { name, body: this.#codec.seal(value) };
    return write("installation", (store) => store.put(line));
  }

  async #change({ communeId, person }: AccountKey, changed: Partial<Account>): Promise<void> {
    await write("accounts", async (store) => {
      const line = await store.get([communeId, person]);
      if (!line) return;
      const account = { ...(this.#codec.open(line.body) as Account), ...changed };
      await store.put({ ...line, body: this.#codec.seal(account) });
    });
  }
}

/** Say whether an account is the one of this key. */
export function isOf(account: AccountKey, key: AccountKey | null): boolean {
  return account.communeId === key?.communeId && account.person === key.person;
}

/** A sign-in is written down as surely as what a person writes: the token is said once. */
async function write<Name extends StoreName>(
  name: Name,
  change: (store: Store<Name, "readwrite">) => Promise<unknown>,
): Promise<void> {
  await withStore(name, "readwrite", change);
}

function withStore<Name extends StoreName, Mode extends IDBTransactionMode, T>(
  name: Name,
  mode: Mode,
  work: (store: Store<Name, Mode>) => Promise<T>,
): Promise<T> {
  return withStores([name], mode, (stores) => work(stores.objectStore(name)));
}

/** `work` runs again from its start where the page was put aside meanwhile. */
function withStores<Name extends StoreName, Mode extends IDBTransactionMode, T>(
  names: Name[],
  mode: Mode,
  work: (stores: IDBPTransaction<RegistrySchema, Name[], Mode>) => Promise<T>,
): Promise<T> {
  return onShownPage(async () => {
    const db = await openDB<RegistrySchema>(NAME, VERSION, { upgrade: makeStores });
    let stay = (): void => undefined;
    try {
      const transaction = db.transaction(names, mode, { durability: "strict" });
      stay = whenPutAside(() => abort(transaction));
      const [result] = await Promise.all([work(transaction), transaction.done]);
      return result;
    } finally {
      stay();
      db.close();
    }
  });
}

function makeStores(db: IDBPDatabase<RegistrySchema>): void {
  db.createObjectStore("accounts", { keyPath: ["commune_id", "person"] });
  db.createObjectStore("installation", { keyPath: "name" });
}
