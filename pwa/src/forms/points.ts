/** Taking points for a form: it goes on while other questions are answered. */

import { useMemo, useState } from "preact/hooks";
import type { JsonObject } from "../lib/json.ts";
import { LocationFault, type Locator } from "./location.ts";
import type { PointStanding } from "./tools.ts";

type Standings = Readonly<Record<string, PointStanding | undefined>>;

export interface Points {
  readonly take: (path: string) => void;
  readonly standings: Standings;
}

/** `keep` is told the point under the path it was asked for. */
export function usePoints(
  locator: () => Locator,
  keep: (path: string, point: JsonObject) => void,
): Points {
  const [standings, tell] = useState<Standings>({});
  const take = useMemo(() => {
    const stand = (path: string, standing?: PointStanding) =>
      tell((known) => ({ ...known, [path]: standing }));
    return async (path: string) => {
      stand(path, "locating");
      try {
        const { lat, lng, accuracy_m } = await locator().take();
        stand(path);
        keep(path, { lat, lng, accuracy_m });
      } catch (fault) {
        stand(path, fault instanceof LocationFault ? fault.why : "none");
        if (!(fault instanceof LocationFault)) throw fault;
      }
    };
  }, [locator, keep]);
  return { take: (path) => void take(path), standings };
}
