/** Where a group goes: its routes, and the checkpoints of its areas. */

import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { nameOf, type Place, placesOfKind } from "../../session/directory.ts";
import { areaIdsOf } from "./lines.ts";
import { PlaceList } from "./place-list.tsx";

const STOPPED = "thoi_dung";

export function GroupPlaces({ group }: { group: Place }) {
  const areas = areaIdsOf(group);
  const routes = placesOfKind("route").filter(({ content }) => content["group"] === group.id);
  const checkpoints = placesOfKind("checkpoint").filter(({ content }) =>
    areas.includes(String(content["area"])),
  );
  return (
    <div class="group-places">
      <PlaceList
        at={group.id}
        kind="route"
        title={t("directory.routes")}
        none={t("directory.no_routes")}
        places={inUseFirst(routes)}
        about={aboutRoute}
      />
      <PlaceList
        at={group.id}
        kind="checkpoint"
        title={t("directory.checkpoints")}
        none={t("directory.no_checkpoints")}
        places={inUseFirst(checkpoints)}
        about={({ content }) =>
          joined([
            areas.length > 1 ? nameOf(content["area"]) : "",
            String(content["place_text"] ?? ""),
            stoppedWords(content["status"]),
          ])
        }
      />
    </div>
  );
}

function aboutRoute({ content }: Place): string {
  const { checkpoints, expected_minutes: minutes } = content;
  return joined([
    t("directory.route_points", { count: Array.isArray(checkpoints) ? checkpoints.length : 0 }),
    typeof minutes === "number" ? t("directory.route_minutes", { count: sayNumber(minutes) }) : "",
    stoppedWords(content["status"]),
  ]);
}

function stoppedWords(status: unknown): string {
  return status === STOPPED ? t("directory.stopped") : "";
}

function joined(words: readonly string[]): string {
  return words.filter(Boolean).join(", ");
}

function inUseFirst(places: readonly Place[]): readonly Place[] {
  const rank = ({ content }: Place): number => Number(content["status"] === STOPPED);
  return [...places].sort((one, next) => rank(one) - rank(next));
}
