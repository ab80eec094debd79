import assert from "node:assert/strict";
import { test } from "node:test";
import { askable } from "../../src/desk/record/askable.ts";
import { kindNamed } from "../support/kind-files.ts";

const camera = kindNamed("camera");
const names = (content: Parameters<typeof askable>[1], said: readonly string[] = []): string[] =>
  askable(camera, content, new Set(said)).map(({ name }) => name);

test("what was left empty can be asked about, required or not", () => {
  const asked = names({});

  assert.ok(asked.includes("place_text"));
  assert.ok(camera.fields.filter(({ name }) => asked.includes(name)).some((one) => !one.required));
});

test("what the form would not ask for now is not offered, unless it says something", () => {
  const hidden = camera.fields.find((one) => one.shown_when && !names({}).includes(one.name));

  assert.ok(hidden);
  assert.ok(names({}, [hidden.name]).includes(hidden.name));
});

test("each field is offered once, in the order of the form", () => {
  const asked = names({}, ["place_text"]);
  const inForm = camera.steps.flatMap(({ fields }) => fields);

  assert.equal(new Set(asked).size, asked.length);
  const order = asked.map((name) => inForm.indexOf(name)).filter((at) => at >= 0);
  assert.deepEqual(
    order,
    [...order].sort((one, next) => one - next),
  );
});
