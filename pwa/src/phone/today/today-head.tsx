/** What day it is, where one is, and larger letters in one tap. */

import { sayDay, sayLunarDay } from "../../i18n/say.ts";
import { type PlainKey, t } from "../../i18n/t.ts";
import { dayOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { myGroup, nameOf } from "../../session/directory.ts";
import { textSize } from "../../session/looks.ts";
import { useSession } from "../../session/session.ts";
import { useTrueClock } from "../../session/true-clock.ts";
import { TEXT_SIZES, type TextSize } from "../../ui/appearance.ts";
import { Icon } from "../../ui/icon.tsx";
import { useNow } from "../patrol/use-now.ts";

const SIZES: Readonly<Record<TextSize, PlainKey>> = {
  md: "settings.text_md",
  lg: "settings.text_lg",
  xl: "settings.text_xl",
};

export function TodayHead() {
  useNow(); // draws it again, also past midnight
  const today = dayOf(useTrueClock(useSession())());
  const about = [sayLunarDay(today), keepTogether(placeOfMine())].filter(Boolean).join(" · ");
  return (
    <header class="screen-head">
      <div class="grow">
        <h1 class="title">{sayDay(today, today)}</h1>
        <p class="quiet">{about}</p>
      </div>
      <TextSizeButton />
    </header>
  );
}

/** The village where the group has one, else the group. */
function placeOfMine(): string {
  const group = myGroup.value;
  const areas = group?.content["areas"];
  const only = Array.isArray(areas) && areas.length === 1 ? nameOf(areas[0]) : "";
  return only || nameOf(group?.id);
}

function TextSizeButton() {
  const size = textSize.value;
  const next = TEXT_SIZES[(TEXT_SIZES.indexOf(size) + 1) % TEXT_SIZES.length] ?? "md";
  return (
    <button
      type="button"
      class="text-size"
      aria-label={`${t("today.text_size")}: ${t(SIZES[size])}`}
      onClick={() => {
        textSize.value = next;
      }}
    >
      <Icon name="a-large-small" />
      <span>{t("today.text_size")}</span>
    </button>
  );
}
