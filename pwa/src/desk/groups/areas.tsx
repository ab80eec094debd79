/** The commune's areas: villages, quarters, schools. */

import { sayNumber } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import { type Place, placesOfKind } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { goBack } from "../../ui/route.ts";
import { maintains } from "../own-directory.ts";
import { isWide } from "../width.ts";
import { AREAS } from "./address.ts";
import { AddLink, PlaceList } from "./place-list.tsx";

export function Areas() {
  const session = useSession();
  const areas = placesOfKind("area");
  const Title = isWide.value ? "h2" : "h1";
  const types = kindOf(session, "area")?.fields.find(({ name }) => name === "area_type")?.choices;
  const about = ({ content }: Place): string => {
    const { area_type: code, household_count: households, population } = content;
    const type = types?.find((choice) => choice.code === code);
    return [
      type ? tl(type.labels) : "",
      typeof households === "number"
        ? t("directory.households", { count: sayNumber(households) })
        : "",
      typeof population === "number"
        ? t("directory.population", { count: sayNumber(population) })
        : "",
    ]
      .filter(Boolean)
      .join(", ");
  };
  return (
    <>
      {!isWide.value && <AppBar onBack={() => goBack("/desk/groups")} />}
      <header class="group-head">
        <Title class="groups-title" tabIndex={-1}>
          {t("directory.areas")}
        </Title>
        <p class="small quiet">{t("directory.areas_sum", { count: sayNumber(areas.length) })}</p>
        {maintains.value && (
          <div class="group-tools">
            <AddLink at={AREAS} kind="area" look="2" />
          </div>
        )}
      </header>
      <PlaceList
        at={AREAS}
        kind="area"
        none={t("directory.no_areas")}
        places={areas}
        about={about}
      />
    </>
  );
}
