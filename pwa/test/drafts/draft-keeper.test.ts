import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftKeeper, type Keeping } from "../../src/drafts/draft-keeper.ts";
import type { FormDraft } from "../../src/session/drafts.ts";

const DRAFT: FormDraft = {
  id: "d1",
  kind: "mediation",
  recordId: "r1",
  isNew: true,
  stream: "mediation:g1",
  content: {},
  base: {},
  baseRevision: null,
  layout: "steps",
  place: { step: 0 },
  field: null,
  savedAt: null,
  thrownAt: null,
};

function saying(story: string): FormDraft {
  return { ...DRAFT, content: { story } };
}

/** A store that answers when it is told to. */
function aStore() {
  const written: FormDraft[] = [];
  const answers: ((answer: boolean | Error) => void)[] = [];
  const steps: Keeping[] = [];
  const keeper = new DraftKeeper((draft) => {
    written.push(draft);
    return new Promise((settle, fail) => {
      answers.push((answer) => (answer instanceof Error ? fail(answer) : settle(answer)));
    });
  });
  keeper.onStep = (keeping) => steps.push(keeping);
  const answer = async (with_: boolean | Error) => {
    answers.shift()?.(with_);
    await new Promise((settle) => setImmediate(settle));
  };
  return { written, steps, keeper, answer };
}

test("the first change is written at once, and kept only once it is written", async () => {
  const { written, steps, keeper, answer } = aStore();

  keeper.put(saying("a"));
  assert.deepEqual(written, [saying("a")]);
  assert.deepEqual(steps, ["writing"]);
  await answer(true);

  assert.deepEqual(steps, ["writing", "kept"]);
});

test("what came while a write ran is written after it, the newest alone", async () => {
  const { written, steps, keeper, answer } = aStore();

  keeper.put(saying("a"));
  keeper.put(saying("ab"));
  keeper.put(saying("abc"));
  await answer(true);
  assert.equal(steps.includes("kept"), false);
  await answer(true);

  assert.deepEqual(written, [saying("a"), saying("abc")]);
  assert.equal(steps.at(-1), "kept");
});

test("leaving waits for nothing but the disk", async () => {
  const { written, keeper, answer } = aStore();
  keeper.put(saying("a"));
  await answer(true);

  keeper.put(saying("ab")); // too soon after the last one to be written at once
  const left = keeper.flush();
  assert.deepEqual(written.at(-1), saying("ab"));
  await answer(true);

  await left;
});

test("what a full disk refused is not called kept, and is written at the next try", async () => {
  const { written, steps, keeper, answer } = aStore();
  keeper.put(saying("a"));
  await answer(new DOMException("no room", "QuotaExceededError"));
  assert.equal(steps.at(-1), "failed");

  const again = keeper.flush();
  await answer(true);
  await again;

  assert.deepEqual(written, [saying("a"), saying("a")]);
  assert.equal(steps.at(-1), "kept");
});

test("a draft that another tab has saved is not brought back", async () => {
  const { written, steps, keeper, answer } = aStore();

  keeper.put(saying("a"));
  await answer(false);
  await keeper.flush();

  assert.equal(written.length, 1);
  assert.equal(steps.at(-1), "gone");
});
