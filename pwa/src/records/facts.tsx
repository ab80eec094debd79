/** Labels and what stands under them, a line of words a line. */

import type { SaidField } from "./describe.ts";

export function Facts({ lines, look }: { lines: readonly SaidField[]; look: string }) {
  return (
    <dl class={look}>
      {lines.map(({ name, label, words }) => (
        <div key={name}>
          <dt>{label}</dt>
          {words.split("\n").map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
