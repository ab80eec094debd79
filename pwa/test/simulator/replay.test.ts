import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { replay, type Scenario } from "../support/scenario.ts";

const FOLDER = process.env["SCENARIOS"]
  ? new URL(`file://${process.env["SCENARIOS"]}/`)
  : new URL("../../../tests/simulator/scenarios/", import.meta.url);
const FILES = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.endsWith(".json"))
  : [];

for (const name of FILES.sort()) {
  const scenario = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Scenario;

  test(`the phone ends as the reference phone did: ${scenario.name}`, async () => {
    assert.deepEqual(await replay(scenario), scenario.end);
  });
}
