import assert from "node:assert/strict";
import { test } from "node:test";
import {
  askForDemo,
  askForDemoOffice,
  askForKinds,
  askToEnter,
  type Invitation,
  secretIn,
} from "../../src/session/sign-in-door.ts";
import { BY_COOKIE, shownBy } from "../../src/sync/credentials.ts";
import type { Fetch } from "../../src/sync/transport.ts";

const INSTALL = { installId: "01900000-0000-7000-8000-000000000001", label: "Android 9" };
const CODE: Invitation = { code: "407123" };
const LET_IN = {
  account: { id: "p", name: "Nguyễn Văn Hùng" },
  device_id: "d",
  token: "t",
  communes: [{ id: "c", name: "Xã Lương Phong", post: "member" }],
};

/** A server that answers so; `isOurs`: with our mark. */
function answering(status: number, body: unknown, more: Record<string, string> = {}): Fetch {
  const headers = { "An-Thon-Protocol": "1", ...more };
  return () => Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
}

test("the digits go to the code's door, a secret to the link's, with the phone's name", async () => {
  const asked: [string, unknown][] = [];
  const fetch: Fetch = (url, { body }) => {
    asked.push([url, JSON.parse(String(body))]);
    return answering(201, LET_IN)(url, {});
  };

  await askToEnter(fetch, CODE, INSTALL);
  await askToEnter(fetch, { secret: "s".repeat(22) }, INSTALL);

  const install = { install_id: INSTALL.installId, label: "Android 9" };
  assert.deepEqual(asked, [
    ["/api/sign-in/code", { code: "407123", ...install }],
    ["/api/sign-in/link", { secret: "s".repeat(22), ...install }],
  ]);
});

test("a password goes to the desk's door, whose token stays in a cookie", async () => {
  const asked: [string, RequestCredentials | undefined, boolean][] = [];
  const { token: _, ...office } = LET_IN;
  const fetch: Fetch = (url, options) => {
    const hasHeader = new Headers(options.headers).has("An-Thon-Request");
    asked.push([url, options.credentials, hasHeader]);
    return answering(201, office)(url, {});
  };

  const answer = await askToEnter(fetch, { user_name: "minh", password: "p" }, INSTALL);

  assert.deepEqual(asked, [["/api/sign-in/password", "same-origin", true]]);
  assert.equal("token" in answer && answer.token, BY_COOKIE);
  assert.deepEqual(shownBy("t"), {
    headers: { Authorization: "Bearer t" },
    credentials: "omit",
  });
});

test("a demo's list is read for the phone by its digits, for the desk by its names", async () => {
  const sign_ins = [
    { name: "Hùng", role: "Tổ trưởng", how: "100001" },
    { name: "Minh", role: "Đại úy", how: "minh / luong-phong" },
  ];
  const fetch = answering(200, { is_demo: true, sign_ins });

  assert.deepEqual(
    (await askForDemo(fetch))?.map(({ code }) => code),
    ["100001"],
  );
  assert.deepEqual(
    (await askForDemoOffice(fetch))?.map(({ userName, password }) => [userName, password]),
    [["minh", "luong-phong"]],
  );
});

test("whoever is let in gets a token and the communes to choose from", async () => {
  const answer = await askToEnter(answering(201, LET_IN), CODE, INSTALL);

  assert.deepEqual(answer, {
    person: "p",
    name: "Nguyễn Văn Hùng",
    deviceId: "d",
    token: "t",
    communes: [{ id: "c", name: "Xã Lương Phong" }],
  });
});

test("each of the server's refusals has a reason of its own", async () => {
  const refusals: [number, string, string][] = [
    [401, "sign_in.wrong", "wrong"],
    [401, "sign_in.used", "used"],
    [401, "sign_in.expired", "expired"],
    [422, "request.malformed", "wrong"],
    [503, "server.busy", "busy"],
    [500, "server.bug", "busy"],
  ];
  for (const [status, code, why] of refusals) {
    assert.deepEqual(await askToEnter(answering(status, { code }), CODE, INSTALL), { why });
  }
});

test("how long to wait is said where the server says it", async () => {
  const server = answering(429, { code: "rate.limited" }, { "Retry-After": "61" });

  assert.deepEqual(await askToEnter(server, CODE, INSTALL), { why: "too_often", waitS: 61 });
});

test("silence, a portal's page and a cut answer all count as no network", async () => {
  const portal: Fetch = () => Promise.resolve(new Response("<html>Wi-Fi</html>"));
  const portalLettingIn: Fetch = () =>
    Promise.resolve(new Response(JSON.stringify(LET_IN), { status: 201 }));
  const silent: Fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  const cut: Fetch = () =>
    Promise.resolve(new Response('{"token": "t', { headers: { "An-Thon-Protocol": "1" } }));

  for (const fetch of [portal, portalLettingIn, silent, cut]) {
    assert.deepEqual(await askToEnter(fetch, CODE, INSTALL), { why: "offline" });
    assert.equal(await askForKinds(fetch), null);
    assert.equal(await askForDemo(fetch), null);
  }
});

test("a demo lists those who sign in by digits; a real server lists nobody", async () => {
  const signIns = [
    { name: "Hùng", role: "Tổ trưởng", how: "100001" },
    { name: "Minh", role: "Đại úy", how: "minh / luong-phong" },
  ];
  const demo = await askForDemo(answering(200, { is_demo: true, sign_ins: signIns }));
  const real = await askForDemo(answering(200, { is_demo: false, sign_ins: [] }));

  assert.deepEqual(demo, [{ code: "100001", name: "Hùng", role: "Tổ trưởng" }]);
  assert.equal(real, null);
});

test("the secret is found in an invitation's link and in nothing else", () => {
  const secret = "Ab_-567890123456789012";

  assert.equal(secretIn(`https://an-thon.example/#/join/${secret}`), secret);
  assert.equal(secretIn(`#/join/${secret}`), secret);
  assert.equal(secretIn("#/join/cut"), "cut");
  for (const other of [
    "",
    "#",
    "#/book",
    `https://x.example/join/${secret}`,
    "407123",
    "#/join/",
  ]) {
    assert.equal(secretIn(other), null);
  }
});
