/** The places of taps, each of which follows its tap as an edit once the phone has found it. */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { withPoint } from "./changes.ts";
import type { Deeds } from "./deeds.ts";
import { placeNow, willAskForPlace } from "./place-at-tap.ts";

/** "Để sau" holds for as long as the app stays open. */
const isPutOff = signal(false);

/** An item of a list of the record. */
export interface Tapped {
  readonly list: "checkpoints" | "findings";
  readonly id: string;
}

export interface Places {
  /** Add the place to what was just tapped, where the phone gives it without asking. */
  readonly follow: (tapped: Tapped) => Promise<void>;
  /** For which tap the app explains itself now; null: for none. */
  readonly explained: Tapped | null;
  readonly allow: () => void;
  readonly putOff: () => void;
}

export function usePlaces(deeds: Deeds): Places {
  const [explained, explain] = useState<Tapped | null>(null);
  const take = async ({ list, id }: Tapped) => {
    const point = await placeNow();
    if (point) await deeds.save(withPoint(list, id, point));
  };
  return {
    explained,
    follow: async (tapped) => {
      if (!(await willAskForPlace())) await take(tapped);
      else if (!isPutOff.value) explain(tapped);
    },
    allow: () => {
      if (explained) void take(explained);
      explain(null);
    },
    putOff: () => {
      isPutOff.value = true;
      explain(null);
    },
  };
}
