/** The doors to phones: what is read of an answer, and why one was refused. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { askForPhones, askToChange } from "../../src/desk/groups/phones.ts";
import { BY_COOKIE } from "../../src/sync/credentials.ts";

const ASKER = { communeId: "c1", token: BY_COOKIE };

function answering(status: number, body: unknown) {
  const asked: { url: string; parts: RequestInit | undefined }[] = [];
  const fetch = async (url: string, parts?: RequestInit): Promise<Response> => {
    asked.push({ url, parts });
    return new Response(JSON.stringify(body), {
      status,
      headers: { "An-Thon-Protocol": "1", "Content-Type": "application/json" },
    });
  };
  return { fetch, asked };
}

test("a phone's report is read, and one that has not reported has none", async () => {
  const health = {
    pending: 4,
    oldest_unsent: "2026-11-12T13:10:00Z",
    quota_left: null,
    version: "0.2.0",
    clock_offset_ms: 900000,
  };
  const row = { id: "d1", person: "p1", name: "Hùng", label: "Nokia C32", state: "locked" };
  const { fetch } = answering(200, {
    devices: [
      { ...row, health, health_at: "2026-11-12T13:10:00Z" },
      { ...row, id: "d2", label: "", state: "active", health: null, health_at: null },
    ],
  });

  const phones = await askForPhones(fetch, ASKER);

  assert.deepEqual(phones, [
    {
      id: "d1",
      person: "p1",
      label: "Nokia C32",
      state: "locked",
      seenAt: "2026-11-12T13:10:00Z",
      pending: 4,
      oldestUnsent: "2026-11-12T13:10:00Z",
      version: "0.2.0",
      clockOffsetMs: -900000,
    },
    {
      id: "d2",
      person: "p1",
      label: "",
      state: "active",
      seenAt: null,
      pending: null,
      oldestUnsent: null,
      version: "",
      clockOffsetMs: 0,
    },
  ]);
});

test("an office browser asks by its cookie", async () => {
  const { fetch, asked } = answering(200, { id: "d1", state: "locked" });

  const done = await askToChange(fetch, ASKER, "d1", "locked", "mất máy");

  assert.deepEqual(done, { state: "locked" });
  assert.equal(asked[0]?.url, "/api/communes/c1/devices/d1/state");
  assert.equal(asked[0]?.parts?.credentials, "same-origin");
  assert.equal(new Headers(asked[0]?.parts?.headers).has("Authorization"), false);
});

test("every refusal has its reason", async () => {
  const refusal = (status: number, code: string) =>
    askToChange(answering(status, { code }).fetch, ASKER, "d1", "active", "x");

  assert.equal(await refusal(409, "device.final"), "final");
  assert.equal(await refusal(404, "device.unknown"), "unknown");
  assert.equal(await refusal(403, "rights.missing"), "rights");
  assert.equal(await refusal(503, "server.busy"), "busy");
  const silent = async (): Promise<Response> => {
    throw new TypeError("no network");
  };
  assert.equal(await askForPhones(silent, ASKER), "offline");
});
