import assert from "node:assert/strict";
import { test } from "node:test";
import { alsoBusyWhile, isBusy, keepBusy, whenFree } from "../../src/session/busy.ts";

// Node has no navigator yet; a browser without locks goes by its own tab alone.
Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });

test("nothing is done while a form is open, and it is once the last of them is closed", async () => {
  let times = 0;
  const work = () => {
    times += 1;
  };
  const closeOne = keepBusy("form");
  const closeOther = keepBusy("form");

  const whileBoth = await whenFree(work);
  closeOne();
  const whileOne = await whenFree(work);
  closeOther();
  const afterwards = await whenFree(work);

  assert.deepEqual([whileBoth, whileOne, afterwards, times], [false, false, true, 1]);
  assert.equal(isBusy.value, false);
});

test("what goes on in the database alone is asked for, too", async () => {
  let isOnPatrol = true;
  alsoBusyWhile(async () => isOnPatrol);

  const during = await whenFree(() => assert.fail("something goes on"));
  isOnPatrol = false;
  const after = await whenFree(() => undefined);

  assert.deepEqual([during, after], [false, true]);
});
