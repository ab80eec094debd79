import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { comparable } from "../support/end-state.ts";
import { CATALOG } from "../support/kinds.ts";
import { replay, type Scenario } from "../support/scenario.ts";

const FOLDER = new URL("../../../tests/simulator/scenarios/", import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

for (const name of NAMES.sort()) {
  const scenario = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Scenario;

  test(`the phone asks and ends as the reference phone did: ${scenario.name}`, async () => {
    assert.deepEqual(await replay(scenario, CATALOG.itemKeysOf), comparable(scenario.end));
  });
}

test("there are scenarios to replay", () => {
  assert.ok(NAMES.length > 50, `${NAMES.length}`);
});
