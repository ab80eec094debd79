import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeRequest } from "../../src/lib/wire.ts";
import { ask, NoAnswer } from "../../src/sync/transport.ts";
import { aMutation, anOwner, aReply, HEADERS, readRequest } from "../support/phones.ts";

const REQUEST: ExchangeRequest = {
  protocol: 1,
  app_version: "1.0.0",
  install_id: "i",
  turn: 0,
  now: "2026-11-20T20:00:00.000Z",
  witness: null,
  streams_tag: null,
  mutations: [],
  since: [],
  full_from: null,
  page_size: 500,
  access_log: [],
};
const OWNER = anOwner();

test("our answer is an answer", async () => {
  const reply = aReply();

  assert.deepEqual(
    await ask(always(Response.json(reply, { headers: HEADERS })), OWNER, REQUEST),
    reply,
  );
});

test("a code of ours is a refusal, with the wait that it asks for", async () => {
  const headers = { ...HEADERS, "Retry-After": "7" };
  const response = Response.json({ code: "rate.limited" }, { status: 429, headers });

  assert.deepEqual(await ask(always(response), OWNER, REQUEST), {
    status: 429,
    code: "rate.limited",
    retryAfterS: 7,
  });
});

const OTHER = { ...HEADERS, "An-Thon-Commune": "018f5c3e-7d1a-7000-8000-0000000000ff" };
const NOT_OURS: Record<string, () => Response> = {
  "a portal's page": () => new Response("<html>Wi-Fi</html>"),
  "a portal's 403 with our words": () => Response.json({ code: "wipe" }, { status: 403 }),
  "a page with our protocol's header alone": () =>
    Response.json(aReply(), { headers: { "An-Thon-Protocol": "1" } }),
  "another commune's answer": () => Response.json(aReply(), { headers: OTHER }),
  "another commune's body": () => Response.json(aReply({ commune: "x" }), { headers: HEADERS }),
  "a proxy's 502": () => new Response("<html>", { status: 502, headers: HEADERS }),
  "a cut reply": () => new Response(JSON.stringify(aReply()).slice(0, 40), { headers: HEADERS }),
  "a list": () => Response.json([], { headers: HEADERS }),
  "half of a reply": () => Response.json({ commune: OWNER.communeId }, { headers: HEADERS }),
};

for (const [name, response] of Object.entries(NOT_OURS)) {
  test(`${name} is no answer`, async () => {
    await assert.rejects(ask(always(response()), OWNER, REQUEST), NoAnswer);
  });
}

test("a line that breaks is no answer", async () => {
  const broken = async (): Promise<Response> => {
    throw new TypeError("Failed to fetch");
  };

  await assert.rejects(ask(broken, OWNER, REQUEST), NoAnswer);
});

test("a large body is packed, a small one is not", async () => {
  const bodies: [boolean, ExchangeRequest][] = [];
  const note = async (_url: string, options: RequestInit): Promise<Response> => {
    const isPacked = "Content-Encoding" in (options.headers as Record<string, string>);
    bodies.push([isPacked, await readRequest(options)]);
    return Response.json(aReply(), { headers: HEADERS });
  };
  const large = {
    ...REQUEST,
    mutations: [aMutation({ content: { text: "đêm yên ".repeat(200) } })],
  };

  await ask(note, OWNER, REQUEST);
  await ask(note, OWNER, large);

  assert.deepEqual(bodies, [
    [false, REQUEST],
    [true, large],
  ]);
});

test("the token goes along, no cookie does, and nothing is cached or redirected", async () => {
  let asked: RequestInit = {};
  const note = async (_url: string, options: RequestInit): Promise<Response> => {
    asked = options;
    return Response.json(aReply(), { headers: HEADERS });
  };

  await ask(note, OWNER, REQUEST);

  assert.equal((asked.headers as Record<string, string>)["Authorization"], "Bearer t");
  assert.deepEqual([asked.credentials, asked.cache, asked.redirect], ["omit", "no-store", "error"]);
});

function always(response: Response) {
  return async (): Promise<Response> => response;
}
