/**
 * Writes src/ui/icons.svg, the one sprite of all icons: Lucide's drawings of the names in
 * src/ui/icon-names.ts and of the kinds' icons, and our own mark. Run by `npm run icons`.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ICON_NAMES } from "../src/ui/icon-names.ts";

const KINDS = new URL("../../server/kinds/", import.meta.url);
const LUCIDE = new URL("../node_modules/lucide-static/icons/", import.meta.url);
const SPRITE = new URL("../src/ui/icons.svg", import.meta.url);

// The village gate with lamplight in its arch; the lamp takes its colour from the theme.
const GATE =
  '<symbol id="gate" viewBox="0 0 32 32" stroke-width="2.6">' +
  '<path d="M3 10.5C7 9.6 9.5 8 16 4.5 22.5 8 25 9.6 29 10.5M6.5 13.5h19M8.5 13.5V27M23.5 13.5V27M5.5 27.5h21"/>' +
  '<path stroke="var(--lamp)" d="M12.5 27v-5.5a3.5 3.5 0 0 1 7 0V27"/></symbol>';
const LICENSE =
  "<!-- Icons: Lucide (lucide-static), ISC License, copyright Lucide Contributors; " +
  "parts from Feather, MIT License, copyright Cole Bemis. Made by `npm run icons`. -->";

/** The sprite as it should be. */
export function drawSprite(): string {
  const names = [...new Set([...ICON_NAMES, ...kindIcons()])].sort();
  const symbols = names.map(drawSymbol);
  return `${LICENSE}\n<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true">\n${[...symbols, GATE].join("\n")}\n</svg>\n`;
}

export function readSprite(): string {
  return readFileSync(SPRITE, "utf8");
}

function kindIcons(): string[] {
  return readdirSync(KINDS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(name, KINDS), "utf8")).icon);
}

function drawSymbol(name: string): string {
  const file = readFileSync(new URL(`${name}.svg`, LUCIDE), "utf8");
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1];
  if (inner === undefined) throw new Error(`${name}.svg is not an svg file`);
  const shapes = inner.replace(/\s+/g, " ").replace(/ \/>/g, "/>").replace(/> </g, "><").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(SPRITE, drawSprite());
}
