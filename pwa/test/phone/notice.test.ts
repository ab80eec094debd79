import assert from "node:assert/strict";
import { test } from "node:test";
import { settings as en } from "../../src/i18n/en/settings.ts";
import { settings as vi } from "../../src/i18n/vi/settings.ts";
import { isObject, type Json, type JsonObject } from "../../src/lib/json.ts";
import { kindNamed } from "../support/kind-files.ts";

test("the notice says as long as the kinds keep it", () => {
  assert.equal(daysOf("member", "name"), 184);
  assert.equal(daysOf("patrol"), 4 * 365 + 1);
  assert.equal(daysOf("mediation"), 4 * 365 + 1);
  assert.equal(daysOf("patrol", "participants"), 5 * 365 + 2);
  assert.equal(daysOf("mediation", "story"), 365);

  assert.match(vi["notice.how_long_1"], /6 tháng/);
  assert.match(vi["notice.how_long_2"], /4 năm.*5 năm.*1 năm/);
  assert.match(String(en["notice.how_long_1"]), /6 months/);
  assert.match(String(en["notice.how_long_2"]), /4 years.*5 years.*1 year/);
});

function daysOf(kind: string, field?: string): Json | undefined {
  const known = kindNamed(kind) as unknown as JsonObject;
  if (field === undefined) return known["retention_days"];
  const fields = known["fields"];
  const found = Array.isArray(fields)
    ? fields.filter(isObject).find((one) => one["name"] === field)
    : undefined;
  return found?.["retention_days"];
}
