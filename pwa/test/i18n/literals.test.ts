import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSync } from "vite";
import { sourcesOf } from "../support/sources.ts";

/** Attributes that a person reads or hears. */
const READ =
  /^(?:aria-label|aria-description|title|alt|placeholder|label|words|detail|hint|fault|backWords|unit)$/;
const LETTER = /\p{L}/u;
const VIETNAMESE = /[^\p{ASCII}]/u;

interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** What of a file people would read in one language only. */
function literalsIn(path: string, text: string): string[] {
  const found: string[] = [];
  walk(parseSync(path, text).program as unknown as Node, (node) => {
    const words = wordsOf(node);
    if (words !== null) found.push(`${path}: ${words.trim()}`);
  });
  return found;
}

function wordsOf(node: Node): string | null {
  if (node.type === "JSXText" && LETTER.test(String(node["value"]))) return String(node["value"]);
  if (node.type === "JSXAttribute") return attributeWords(node);
  const isText = node.type === "Literal" && typeof node["value"] === "string";
  if (isText && VIETNAMESE.test(String(node["value"])) && LETTER.test(String(node["value"]))) {
    return String(node["value"]);
  }
  if (node.type === "TemplateElement") {
    const { cooked } = node["value"] as { cooked: string };
    return /[^\p{ASCII}\p{P}\p{Z}]/u.test(cooked) ? cooked : null;
  }
  return null;
}

function attributeWords(node: Node): string | null {
  const name = (node["name"] as Node)["name"];
  const value = node["value"] as Node | null;
  if (typeof name !== "string" || !READ.test(name) || value?.type !== "Literal") return null;
  return LETTER.test(String(value["value"])) ? String(value["value"]) : null;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) {
      if (typeof one === "object" && one !== null && typeof one.type === "string") walk(one, visit);
    }
  }
}

test("no screen holds words of its own: all stand in the translation files", () => {
  const files = sourcesOf(/\.tsx?$/).filter(({ path }) => !path.startsWith("i18n/"));

  const literals = files.flatMap(({ path, text }) => literalsIn(path, text));

  assert.ok(files.length > 50);
  assert.deepEqual(literals, []);
});

test("the search for literals finds what it is there to find", () => {
  const screen = `
    const a = <p>Xin chào</p>;
    const b = <p>Hello</p>;
    const c = <input aria-label="Search" placeholder="name" class="input" />;
    const d = "Đã lưu";
    const e = \`\${a} việc\`;
    const f = <p>{count} · 12</p>;
  `;

  assert.equal(literalsIn("screen.tsx", screen).length, 6);
});
