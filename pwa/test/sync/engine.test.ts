import assert from "node:assert/strict";
import { test } from "node:test";
import { Disk, databaseName } from "../../src/db/disk.ts";
import { Registry } from "../../src/db/registry.ts";
import { syncEverybody } from "../../src/sync/background.ts";
import { Engine } from "../../src/sync/engine.ts";
import { Browser, type Tab } from "../support/hosts.ts";
import {
  aMutation,
  answering,
  aPhone,
  refusing,
  type Setting,
  stateOf,
} from "../support/phones.ts";
import { ids, outboxIds, retained } from "../support/stores.ts";
import { Village } from "../support/village.ts";

test("two tabs at once send nothing twice", async () => {
  const { browser, village, one } = setUp();
  const mutations = Array.from({ length: 5 }, () => aMutation());
  await one.phone.save(mutations);
  const other = anotherTab(one, village);
  const engines = [one, other].map((tab) => engineOf(tab, browser.openTab()));

  await Promise.all(engines.map((engine) => engine.wake("timer")));

  assert.deepEqual(ids(village.arrived), ids(mutations));
  assert.deepEqual(await outboxIds(one.disk), []);
});

test("two tabs without locks may send twice, and nothing is judged or kept twice", async () => {
  const { browser, village, one } = setUp();
  await one.phone.save([aMutation(), aMutation()]);
  const other = anotherTab(one, village);
  const engines = [one, other].map((tab) => engineOf(tab, browser.openTab({ hasLocks: false })));

  await Promise.all(engines.map((engine) => engine.wake("timer")));

  assert.deepEqual(await outboxIds(one.disk), []);
  assert.equal((await retained(one.disk)).length, 2);
  assert.deepEqual(
    (await retained(one.disk)).map((kept) => kept.result.seq),
    [1, 2],
  );
});

test("a save during an exchange is sent in the same run", async () => {
  const { browser, village, one } = setUp();
  const [first, second] = [aMutation(), aMutation()];
  await one.phone.save([first]);
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  engine.start();
  one.hand.answer = async (url, options) => {
    one.hand.answer = village.answer;
    await one.phone.save([second]);
    return village.answer(url, options);
  };

  await engine.wake("timer");

  assert.deepEqual(ids(village.arrived), [first.id, second.id]);
  assert.deepEqual(tab.asked, ["sync"]);
  await engine.stop();
});

test("a silence in one tab does not keep another from asking", async () => {
  const { browser, village, one } = setUp();
  const other = anotherTab(one, village);
  const [silent, asking] = [engineOf(one, browser.openTab()), engineOf(other, browser.openTab())];
  asking.start();
  await asking.wake("timer");
  other.hand.nowMs += 60_000;
  const before = other.hand.sent.length;
  one.hand.answer = async () => {
    throw new TypeError("no network");
  };
  await silent.wake("timer");

  await asking.wake("visible");

  assert.equal(other.hand.sent.length, before + 1);
  await asking.stop();
});

test("with nothing to do it looks again when the server said", async () => {
  const { browser, one } = setUp();
  one.hand.answer = answering({ poll_after_s: 420 });
  const tab = browser.openTab();
  const engine = engineOf(one, tab);

  engine.start();
  await engine.wake("timer");

  assert.deepEqual(waits(tab), [420_000]);
  await engine.stop();
  assert.deepEqual(waits(tab), []);
});

test("after a silence it waits, and tries at once when the network is back", async () => {
  const { browser, village, one } = setUp();
  await one.phone.save([aMutation()]);
  one.hand.answer = async () => {
    throw new TypeError("Failed to fetch");
  };
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  engine.start();
  await engine.wake("timer");
  const waited = waits(tab);

  one.hand.answer = village.answer;
  tab.come("online");
  await engine.wake("timer");

  assert.deepEqual(waited, [5_000]);
  assert.equal(village.arrived.length, 1);
  await engine.stop();
});

test("a wait that the server asked for is not shortened", async () => {
  const { browser, one } = setUp();
  one.hand.answer = refusing(429, "rate.limited", { "Retry-After": "600" });
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  engine.start();
  await engine.wake("timer");

  tab.come("online");
  tab.come("visible");
  await engine.wake("tap");

  assert.equal(one.hand.sent.length, 1);
  await engine.stop();
});

test("turning away and back asks no more often than every half minute", async () => {
  const { browser, one } = setUp();
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  engine.start();
  await engine.wake("timer");
  const before = one.hand.sent.length;

  tab.come("visible");
  await engine.wake("visible");
  const soon = one.hand.sent.length;
  one.hand.nowMs += 31_000;
  await engine.wake("visible");

  assert.deepEqual([soon - before, one.hand.sent.length - before], [0, 1]);
  await engine.stop();
});

test("the exchange of one tab puts off the other's", async () => {
  const { browser, village, one } = setUp();
  const other = anotherTab(one, village);
  const [tab, otherTab] = [browser.openTab(), browser.openTab()];
  const [engine, otherEngine] = [engineOf(one, tab), engineOf(other, otherTab)];
  otherEngine.start();
  await otherEngine.wake("timer");
  const [before] = otherTab.timers;

  await engine.wake("timer");

  assert.equal(otherTab.timers.length, 1);
  assert.notEqual(otherTab.timers[0], before);
  await otherEngine.stop();
});

test("a locked phone says so where screens can read it, and looks again each hour", async () => {
  const { browser, village, one } = setUp();
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  one.hand.answer = refusing(403, "device_locked");
  engine.start();
  await engine.wake("timer");
  const waited = waits(tab);

  one.hand.answer = village.answer;
  tab.timers[0]?.fire();
  await engine.wake("timer");

  assert.deepEqual(waited, [3_600_000]);
  assert.deepEqual(tab.noted, ["device_locked", null]);
  await engine.stop();
});

test("without a token nothing is asked until there is a new one", async () => {
  const { browser, village, one } = setUp();
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  one.hand.answer = refusing(401, "sign_in.needed");
  engine.start();
  await engine.wake("timer");
  await one.phone.save([aMutation()]);
  await engine.wake("online");
  const before = one.hand.sent.length;

  one.hand.answer = village.answer;
  one.phone.resume("new");
  await engine.wake("tap");

  assert.equal(before, 1);
  assert.equal(village.arrived.length, 1);
  await engine.stop();
});

test("silence does not undo what was noted", async () => {
  const { browser, one } = setUp();
  const tab = browser.openTab();
  one.hand.answer = async () => {
    throw new TypeError("Failed to fetch");
  };

  await engineOf(one, tab).wake("timer");

  assert.deepEqual(tab.noted, []);
});

test("an error that nobody expected is told, and it goes on later", async (t) => {
  const { browser, one } = setUp();
  const tab = browser.openTab();
  const engine = engineOf(one, tab);
  const error = new RangeError("a bug");
  t.mock.method(one.disk, "read", async () => {
    throw error;
  });

  engine.start();
  await engine.wake("timer");

  assert.deepEqual(tab.failed, [error]);
  assert.deepEqual(waits(tab), [300_000]);
  await engine.stop();
});

test("the service worker syncs everybody who is signed in, and says what is left", async () => {
  const { browser, village, around, hand, owner } = { ...setUp(), ...aPhone() };
  const registry = new Registry();
  await registry.putAccount({ ...owner, standing: null });
  const disk = new Disk(databaseName(owner.communeId, owner.person));
  await aPhone(owner, disk).phone.save([aMutation()]);
  const hostFor = () => browser.openTab().host;

  const isLeftOffline = await syncEverybody(registry, around, hostFor);
  hand.answer = village.answer;
  const isLeft = await syncEverybody(registry, around, hostFor);

  assert.deepEqual([isLeftOffline, isLeft], [true, false]);
  assert.equal((await stateOf(disk)).turn, 1);
  await registry.dropAccount(owner.communeId, owner.person);
});

function setUp(): { browser: Browser; village: Village; one: Setting } {
  const village = new Village();
  const one = aPhone();
  one.hand.answer = village.answer;
  return { browser: new Browser(), village, one };
}

/** Open the same phone's database in another tab. */
function anotherTab(one: Setting, village: Village): Setting {
  const other = aPhone(one.owner, new Disk(one.disk.name));
  other.hand.answer = village.answer;
  return other;
}

function engineOf(setting: Setting, tab: Tab): Engine {
  return new Engine(setting.phone, tab.host, () => setting.hand.nowMs);
}

function waits(tab: Tab): number[] {
  return tab.timers.map((timer) => timer.waitMs);
}
