import assert from "node:assert/strict";
import { test } from "node:test";
import { isOlder } from "../../src/lib/version.ts";

test("versions are compared number by number", () => {
  const older: [string, string][] = [
    ["0.1.0", "0.1.1"],
    ["0.9.9", "1.0.0"],
    ["1.9.0", "1.10.0"],
  ];
  for (const [version, other] of older) {
    assert.equal(isOlder(version, other), true, `${version} < ${other}`);
    assert.equal(isOlder(other, version), false, `${other} > ${version}`);
  }
  assert.equal(isOlder("1.2.3", "1.2.3"), false);
});
