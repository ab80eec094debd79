import assert from "node:assert/strict";
import { test } from "node:test";
import { drawShapes } from "../../scripts/icons.ts";
import { ICON_NAMES } from "../../src/ui/icon-names.ts";
import { SHAPES } from "../../src/ui/icon-shapes.ts";
import { STATES } from "../../src/ui/states.ts";
import { sourcesOf } from "../support/sources.ts";

test("the icons are what their script draws", () => {
  assert.deepEqual(SHAPES, drawShapes());
});

test("every icon that a component names has a drawing", () => {
  const named = sourcesOf(/\.tsx$/).flatMap(({ text }) =>
    [...text.matchAll(/(?:\bicon(?:After)?=|<Icon\s+name=)(?:\{[^}]*)?"([a-z0-9-]+)"/g)].map(
      (found) => found[1] ?? "",
    ),
  );
  const states = Object.values(STATES).map(({ icon }) => icon);

  assert.ok(named.length > 10);
  for (const name of [...ICON_NAMES, ...states, ...named]) {
    assert.ok(name === "gate" || SHAPES[name], name);
  }
});
