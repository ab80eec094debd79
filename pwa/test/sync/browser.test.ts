import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { browserHost } from "../../src/sync/browser.ts";
import { type Change, Engine, type Host } from "../../src/sync/engine.ts";
import { anId, aPhone, silence } from "../support/phones.ts";

test("work waits for the lock of its name", async (t) => {
  const asked: string[] = [];
  setNavigator(t, {
    locks: {
      request: async (name: string, _options: unknown, held: () => Promise<void>) => {
        asked.push(name);
        await held();
      },
    },
  });
  const done: string[] = [];

  await aHost().hold("l", async () => void done.push("work"));

  assert.deepEqual([asked, done], [["l"], ["work"]]);
});

test("a lock that is never granted does not hold work up for ever", async (t) => {
  const waited = holdTimeouts(t);
  setNavigator(t, { locks: { request: neverGranted } });
  const done: string[] = [];

  const holding = aHost().hold("l", async () => void done.push("work"));
  while (waited.length === 0) await new Promise((next) => setTimeout(next));
  const before = [...done];
  waited[0]?.end();
  await holding;

  assert.deepEqual(
    waited.map(({ waitMs }) => waitMs),
    [180_000],
  );
  assert.deepEqual([before, done], [[], ["work"]]);
});

test("an error of the work itself is the caller's, and the work is not done again", async (t) => {
  setNavigator(t, {
    locks: { request: (_name: string, _options: unknown, held: () => Promise<void>) => held() },
  });
  let times = 0;
  const work = async (): Promise<void> => {
    times += 1;
    throw new Error("work");
  };

  await assert.rejects(aHost().hold("l", work), { message: "work" });

  assert.equal(times, 1);
});

test("without locks work is done at once", async (t) => {
  setNavigator(t, {});
  const done: string[] = [];

  await aHost().hold("l", async () => void done.push("work"));

  assert.deepEqual(done, ["work"]);
});

test("other tabs hear of this database's changes, and of no other's", async (t) => {
  const [name, other] = [anId(), anId()];
  const [one, next] = [aHost(), aHost()];
  const heard = listenTo(t, next, name);

  one.announce(other, "saved");
  one.announce(name, "saved");
  one.announce(name, "exchanged");

  assert.deepEqual(await heard.first(2), ["saved", "exchanged"]);
});

test("who has ended hearing hears no more", async (t) => {
  const name = anId();
  const [one, next] = [aHost(), aHost()];
  const ended: Change[] = [];
  next.heard(name, (change) => ended.push(change))();
  const heard = listenTo(t, next, name);

  one.announce(name, "saved");

  assert.deepEqual(await heard.first(1), ["saved"]);
  assert.deepEqual(ended, []);
});

test("screens of a page hear what its own engine announces, and know that it was", async (t) => {
  const name = anId();
  const [host, other] = [aHost(), aHost()];
  const own: boolean[] = [];
  t.after(host.heard(name, (_change, isOwn) => own.push(isOwn)));
  const heard = listenTo(t, host, name);

  other.announce(name, "saved");
  host.announce(name, "exchanged");

  assert.deepEqual(await heard.first(2), ["saved", "exchanged"]);
  assert.deepEqual(own, [false, true]);
});

test("an engine does not take its own word for another tab's", async (t) => {
  setNavigator(t, {});
  set(t, "addEventListener", () => undefined);
  const { phone, disk, hand } = aPhone();
  hand.answer = silence;
  const host = aHost();
  const engine = new Engine(phone, host, () => hand.nowMs);
  engine.start();
  t.after(() => engine.stop());
  const heard = listenTo(t, aHost(), disk.name); // after the engine's own ear: it hears last
  await engine.wake("timer");
  await heard.first(1);

  await engine.wake("visible");

  assert.equal(hand.sent.length, 2, "nobody has answered, so coming back tries at once");
});

test("where there is no service worker, or no background sync, nothing is asked", async (t) => {
  setNavigator(t, {});
  await aHost().askBackgroundSync();

  setNavigator(t, { serviceWorker: { getRegistration: async () => undefined } });
  await aHost().askBackgroundSync();

  setNavigator(t, { serviceWorker: { getRegistration: async () => ({}) } });
  await aHost().askBackgroundSync();
});

test("where there is background sync the browser is asked to wake the worker", async (t) => {
  const tags: string[] = [];
  const sync = { register: async (tag: string) => void tags.push(tag) };
  setNavigator(t, { serviceWorker: { getRegistration: async () => ({ sync }) } });

  await aHost().askBackgroundSync();

  assert.deepEqual(tags, ["an-thon-sync"]);
});

test("a browser that forbids background sync is no fault", async (t) => {
  const register = async () => {
    throw new DOMException("Permission denied.", "NotAllowedError");
  };
  setNavigator(t, { serviceWorker: { getRegistration: async () => ({ sync: { register } }) } });

  await assert.doesNotReject(aHost().askBackgroundSync());
});

test("the network's return and the page's are told, the page's leaving is not", (t) => {
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  const network = new EventTarget();
  set(t, "document", page);
  set(t, "addEventListener", network.addEventListener.bind(network));
  const told: string[] = [];
  const end = aHost().listen((reason) => told.push(reason));

  page.dispatchEvent(new Event("visibilitychange"));
  network.dispatchEvent(new Event("online"));
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  end();
  page.dispatchEvent(new Event("visibilitychange"));
  network.dispatchEvent(new Event("online"));

  assert.deepEqual(told, ["online", "visible"]);
});

function aHost(): Host {
  return browserHost({ note: async () => undefined, fail: (error) => assert.fail(String(error)) });
}

/** Put something in the place of a global while the test runs. */
function set(t: TestContext, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  t.after(() => {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  });
}

function setNavigator(t: TestContext, navigator: object): void {
  set(t, "navigator", navigator);
}

/** Collect what a host hears; `first` waits until so much has come. */
function listenTo(t: TestContext, host: Host, name: string) {
  const changes: Change[] = [];
  let arrived: () => void = () => undefined;
  t.after(
    host.heard(name, (change) => {
      changes.push(change);
      arrived();
    }),
  );
  const first = async (count: number): Promise<Change[]> => {
    while (changes.length < count) {
      await new Promise<void>((done) => {
        arrived = done;
      });
    }
    return changes;
  };
  return { first };
}

/** Hold every timeout signal that is made, to end it by hand. */
function holdTimeouts(t: TestContext) {
  const made: { waitMs: number; end: () => void }[] = [];
  t.mock.method(AbortSignal, "timeout", (waitMs: number) => {
    const control = new AbortController();
    made.push({ waitMs, end: () => control.abort(new DOMException("late", "TimeoutError")) });
    return control.signal;
  });
  return made;
}

function neverGranted(_name: string, { signal }: { signal: AbortSignal }): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}
