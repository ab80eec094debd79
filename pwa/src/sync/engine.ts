/**
 * The runner: one exchange after the other while there is something to do, then a wait. One at a
 * time over all tabs and the service worker, by Web Locks; correctness never rests on that, but on
 * the turn and on the server's knowing every id.
 */

import type { Phone } from "./phone.ts";

/** Why it looks: a person's save or tap, the network's return, the page's, a timer, a worker. */
export type Reason = "save" | "tap" | "online" | "visible" | "timer" | "background";

/** What may have changed a database: a person's save, an exchange, a try that nobody answered. */
export type Change = "saved" | "exchanged" | "unanswered";

/** What the runner takes from the browser. */
export interface Host {
  /** Hold the lock of this name while `work` runs; work alone where locks don't exist. */
  hold(name: string, work: () => Promise<void>): Promise<void>;
  /** Call back once after so long; gives what cancels it. */
  after(waitMs: number, callback: () => void): () => void;
  /** Call back on the network's and the page's return; gives what ends it. */
  listen(callback: (reason: Reason) => void): () => void;
  /** Tell screens and other tabs that the database of this name has changed, and by what. */
  announce(name: string, change: Change): void;
  /** Call back when a tab has announced, this one (`isOwn`) or another; gives what ends it. */
  heard(name: string, callback: (change: Change, isOwn: boolean) => void): () => void;
  /** Note durably why nothing is sent, null when it is again: screens read it from there. */
  note(standing: string | null): Promise<void>;
  /** Ask the browser to wake the service worker when there is a network, where it can. */
  askBackgroundSync(): Promise<void>;
  /** Tell of an error that nobody expected; the runner goes on later. */
  fail(error: unknown): void;
}

const POLL_S = 300;
/** A locked phone looks again, in case the desk has opened it. */
const LOCKED_POLL_S = 60 * 60;
const AFTER_ERROR_S = 5 * 60;
/** Turning a page away and back asks no more often than this. */
const QUIET_MS = 30_000;
/** The first exchanges bring what people write with: groups, members, routes. */
const TOLD_AT_ONCE = 4;
const TOLD_EVERY_MS = 2000;
const NEEDS_PERSON = new Set(["sign_in.needed", "wipe"]);

export class Engine {
  readonly #phone: Phone;
  readonly #host: Host;
  readonly #now: () => number;
  readonly #ends: (() => void)[] = [];
  #cancelTimer: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #isWanted = false;
  /** A worker's is never started: it only runs when it is woken. */
  #stage: "unstarted" | "started" | "stopped" = "unstarted";
  #answeredMs = Number.NEGATIVE_INFINITY;
  #standing: string | null | undefined;

  constructor(phone: Phone, host: Host, now: () => number) {
    this.#phone = phone;
    this.#host = host;
    this.#now = now;
  }

  /** Look at every trigger from now on. */
  start(): void {
    this.#stage = "started";
    this.#phone.onSaved = () => this.#takeSave();
    this.#ends.push(
      this.#host.listen((reason) => void this.wake(reason)),
      this.#host.heard(this.#phone.disk.name, (change, isOwn) => {
        if (!isOwn) this.#heardOther(change);
      }),
    );
  }

  /** Look no more. What runs comes to its end. */
  async stop(): Promise<void> {
    this.#stage = "stopped";
    this.#phone.onSaved = () => undefined;
    this.#cancelTimer();
    for (const end of this.#ends.splice(0)) end();
    await this.#running;
  }

  /** Look whether there is something to do; ends when that is done, or has to wait. */
  wake(reason: Reason): Promise<void> {
    if (this.#stage === "stopped" || !this.#mayLook(reason))
      return this.#running ?? Promise.resolve();
    this.#isWanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  #takeSave(): void {
    this.#host.announce(this.#phone.disk.name, "saved");
    this.#host.askBackgroundSync().catch((error: unknown) => this.#host.fail(error));
    void this.wake("save");
  }

  #mayLook(reason: Reason): boolean {
    const { paused } = this.#phone;
    if (paused !== null) return this.#mayTryLocked(reason, paused);
    if (reason === "online" || reason === "visible" || reason === "tap") this.#phone.hasten();
    const isQuiet = Math.abs(this.#now() - this.#answeredMs) < QUIET_MS;
    return !(reason === "visible" && isQuiet);
  }

  /** A phone that the desk locked may be open again; one without a token needs its person. */
  #mayTryLocked(reason: Reason, paused: string): boolean {
    if (NEEDS_PERSON.has(paused) || reason === "save") return false;
    this.#phone.resume();
    return true;
  }

  async #run(): Promise<void> {
    this.#cancelTimer();
    let waitS = AFTER_ERROR_S;
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#host.hold(`an-thon-sync:${this.#phone.disk.name}`, () => this.#exchangeAll());
      }
      waitS = this.#waitS();
    } catch (error) {
      this.#host.fail(error);
    }
    if (this.#stage === "started") this.#setTimer(waitS);
  }

  /** Text first, as often as there is any; photos after it, as long as none comes in between. */
  async #exchangeAll(): Promise<void> {
    const { blobs, disk } = this.#phone;
    const announceSent = () => this.#host.announce(disk.name, "exchanged");
    do {
      await this.#exchangeText();
    } while (this.#maySendMore() && (await blobs.send(announceSent)));
  }

  /** While page after page comes, screens are told now and then: each reads all of its own anew. */
  async #exchangeText(): Promise<void> {
    let goesOn = true;
    let toldMs = Number.NEGATIVE_INFINITY;
    for (let count = 1; goesOn && this.#phone.dueInMs() === 0; count += 1) {
      goesOn = await this.#phone.exchange();
      const isAnswered = this.#phone.paused !== null || this.#phone.pace.failures === 0;
      const isTold = !goesOn || count <= TOLD_AT_ONCE || this.#now() - toldMs >= TOLD_EVERY_MS;
      if (isTold) {
        this.#host.announce(this.#phone.disk.name, isAnswered ? "exchanged" : "unanswered");
        toldMs = this.#now();
      }
      if (isAnswered) await this.#noteStanding();
    }
  }

  #maySendMore(): boolean {
    return this.#phone.dueInMs() === 0 && this.#phone.pace.failures === 0;
  }

  /** Note what the server said. */
  async #noteStanding(): Promise<void> {
    const { paused } = this.#phone;
    this.#answeredMs = this.#now();
    if (paused === this.#standing) return;
    await this.#host.note(paused);
    this.#standing = paused;
  }

  #waitS(): number {
    const dueInMs = this.#phone.dueInMs();
    if (dueInMs === null) return LOCKED_POLL_S;
    const waitS = dueInMs > 0 ? dueInMs / 1000 : (this.#phone.pollAfterS ?? POLL_S);
    const blobsMs = this.#phone.blobs.waitMs();
    return blobsMs > 0 ? Math.min(waitS, blobsMs / 1000) : waitS;
  }

  #setTimer(waitS: number): void {
    this.#cancelTimer = this.#host.after(waitS * 1000, () => void this.wake("timer"));
  }

  /** Another tab has just asked: this one need not ask so soon. */
  #heardOther(change: Change): void {
    if (change !== "exchanged" || this.#running) return;
    this.#cancelTimer();
    this.#answeredMs = this.#now();
    this.#setTimer(this.#waitS());
  }
}
