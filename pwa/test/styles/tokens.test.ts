import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sourcesOf } from "../support/sources.ts";

type Tokens = Readonly<Record<string, string>>;

const CSS = readFileSync(new URL("../../src/styles/tokens.css", import.meta.url), "utf8").replace(
  /\/\*[\s\S]*?\*\//g,
  "",
);
const LIGHT = tokensAfter(':root, [data-theme="light"]');
const THEMES: Readonly<Record<string, Tokens>> = {
  light: LIGHT,
  dark: { ...LIGHT, ...tokensAfter('[data-theme="dark"]') },
  night: { ...LIGHT, ...tokensAfter('[data-theme="night"]') },
};

// Ink and ground, with the contrast that the design asks for: our floor for text is 6.4.
const TEXT_PAIRS: readonly [string, string][] = [
  ["ink", "bg"],
  ["ink", "surface"],
  ["ink-2", "bg"],
  ["ink-2", "surface"],
  ["ink-2", "sunken"],
  ["on-primary", "primary"],
  ["on-primary", "primary-press"],
  ["primary-ink", "bg"],
  ["primary-ink", "surface"],
  ["primary-ink", "primary-soft"],
  ["ink", "primary-soft"],
  ["on-stop", "stop-fill"],
  ["stop-ink", "bg"],
  ["stop-ink", "surface"],
  ["surface", "ask-ink"],
  ...["wait", "sent", "done", "ask", "stop"].flatMap((state): [string, string][] => [
    [`${state}-ink`, `${state}-soft`],
    ["ink", `${state}-soft`],
  ]),
];
const MARK_PAIRS: readonly [string, string][] = [
  ["edge", "bg"],
  ["edge", "surface"],
  ["focus", "bg"],
  ["focus", "surface"],
  ["lamp", "surface"],
];

for (const [theme, tokens] of Object.entries(THEMES)) {
  test(`in ${theme} every text stands out from its ground`, () => {
    for (const [ink, ground] of TEXT_PAIRS) {
      const contrast = contrastOf(tokens, ink, ground);
      assert.ok(Number(contrast.toFixed(1)) >= 6.4, `${ink} on ${ground}: ${contrast.toFixed(2)}`);
    }
  });

  test(`in ${theme} the edges of controls and the focus ring can be seen`, () => {
    for (const [mark, ground] of MARK_PAIRS) {
      const contrast = contrastOf(tokens, mark, ground);
      assert.ok(contrast >= 3, `${mark} on ${ground}: ${contrast.toFixed(2)}`);
    }
  });
}

test("the two dark blocks are equal", () => {
  assert.deepEqual(tokensAfter(":root:not([data-theme])"), tokensAfter('[data-theme="dark"]'));
});

test("at night no ground shines: none has a luminance above 0.05", () => {
  const night = THEMES["night"] ?? {};
  const grounds = Object.keys(night).filter((name) =>
    /^(?:bg|surface|sunken|primary|primary-press|stop-fill|.*-soft)$/.test(name),
  );

  assert.ok(grounds.length >= 12);
  for (const name of grounds) {
    assert.ok(luminance(night[name] ?? "") <= 0.05, name);
  }
});

test("styles take every colour from the tokens, and every size of text from the reader", () => {
  for (const { path, text } of sourcesOf(/\.css$/)) {
    if (path.endsWith("tokens.css")) continue;
    const rules = text.replace(/\/\*[\s\S]*?\*\//g, "");
    assert.ok(!/#[0-9a-f]{3,8}\b/i.test(rules), `${path} holds a colour`);
    assert.ok(!/font(?:-size)?:[^;]*\dpx/.test(rules), `${path} holds a font size in px`);
  }
});

function tokensAfter(selector: string): Tokens {
  const start = CSS.indexOf(`${selector} {`);
  assert.ok(start >= 0, selector);
  const block = CSS.slice(start, CSS.indexOf("}", start));
  const pairs = [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(pairs.map((found) => [found[1] ?? "", (found[2] ?? "").trim()]));
}

/** WCAG 2.2, "contrast ratio". */
function contrastOf(tokens: Tokens, one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(tokens[one] ?? ""), luminance(tokens[other] ?? "")].sort(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const parts = /^#(..)(..)(..)$/.exec(colour);
  assert.ok(parts, `${colour} is no six-digit colour`);
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
