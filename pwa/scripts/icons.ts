/**
 * Writes src/ui/icon-shapes.ts, the drawings of all icons: Lucide's of the names in
 * src/ui/icon-names.ts and of the kinds' icons. Run by `npm run icons`.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ICON_NAMES } from "../src/ui/icon-names.ts";

const KINDS = new URL("../../server/kinds/", import.meta.url);
const LUCIDE = new URL("../node_modules/lucide-static/icons/", import.meta.url);
const SHAPES = new URL("../src/ui/icon-shapes.ts", import.meta.url);

const HEAD = `/**
 * Icons: Lucide (lucide-static), ISC License, copyright Lucide Contributors; parts from Feather,
 * MIT License, copyright Cole Bemis. Made by \`npm run icons\`.
 */

/** Name -> its path, for a box of 24 by 24. */
export const SHAPES: Readonly<Record<string, string>> = `;

/** Name -> path of every icon, as they should be. */
export function drawShapes(): Record<string, string> {
  const names = [...new Set([...ICON_NAMES, ...kindIcons()])].sort();
  return Object.fromEntries(names.map((name) => [name, drawShape(name)]));
}

function kindIcons(): string[] {
  return readdirSync(KINDS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(name, KINDS), "utf8")).icon);
}

/** All of an icon as one path: on a slow phone every element of a list counts. */
function drawShape(name: string): string {
  const file = readFileSync(new URL(`${name}.svg`, LUCIDE), "utf8");
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1] ?? "";
  const parts = [...inner.matchAll(/<(\w+)([^>]*?)\/?>/g)];
  return parts.map(([, shape, attributes]) => pathOf(name, shape ?? "", attributes ?? "")).join("");
}

function pathOf(icon: string, shape: string, attributes: string): string {
  const named = new Map(
    [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map((one) => [one[1], one[2]]),
  );
  const number = (name: string): number => Number(named.get(name) ?? 0);
  switch (shape) {
    case "path":
      // At its start a relative move counts from nothing; inside one path it would not.
      return (named.get("d") ?? "").replace(/^m/, "M0 0m");
    case "line":
      return `M${number("x1")} ${number("y1")}L${number("x2")} ${number("y2")}`;
    case "circle":
      return circle(number("cx"), number("cy"), number("r"));
    case "rect":
      return rectangle(number("x"), number("y"), number("width"), number("height"), number("rx"));
    default:
      throw new Error(`${icon}.svg has a shape that is not known here: ${shape}`);
  }
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  const [across, down] = [width - 2 * r, height - 2 * r];
  const corner = (toX: number, toY: number): string => `a${r} ${r} 0 0 1 ${toX} ${toY}`;
  const right = `M${x + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}`;
  return `${right}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(SHAPES, `${HEAD}${JSON.stringify(drawShapes())};\n`);
}
