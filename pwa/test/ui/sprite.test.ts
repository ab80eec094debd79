import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSprite, readSprite } from "../../scripts/icons.ts";
import { ICON_NAMES } from "../../src/ui/icon-names.ts";
import { STATES } from "../../src/ui/states.ts";
import { sourcesOf } from "../support/sources.ts";

test("the sprite is what its script draws", () => {
  assert.equal(readSprite(), drawSprite());
});

test("every icon that a component names stands in the sprite", () => {
  const sprite = readSprite();
  const named = sourcesOf(/\.tsx$/).flatMap(({ text }) =>
    [...text.matchAll(/\b(?:icon|iconAfter|name)=(?:\{[^}]*)?"([a-z0-9-]+)"/g)].map(
      (found) => found[1] ?? "",
    ),
  );
  const states = Object.values(STATES).map(({ icon }) => icon);

  assert.ok(named.length > 10);
  for (const name of [...ICON_NAMES, ...states, ...named]) {
    assert.ok(sprite.includes(`id="${name}"`), name);
  }
});
