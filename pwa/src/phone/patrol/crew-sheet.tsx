/** Who is out: somebody came later, went home early, or was called by mistake. */

import { type PlainKey, t } from "../../i18n/t.ts";
import type { Content, Option } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { everyOption } from "../../session/directory.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { call } from "./changes.ts";
import { crewOf, findMember, presenceOf, type Say, sayingsOf } from "./crew.ts";
import type { Deeds } from "./deeds.ts";
import { momentAt, textOf } from "./moments.ts";
import { membersOf, type Seat } from "./seats.ts";
import { SheetFoot } from "./sheet-foot.tsx";

const SAYINGS: Readonly<Record<Say, PlainKey>> = {
  present: "patrol.say_present",
  came: "patrol.say_came",
  left: "patrol.say_left",
  absent: "patrol.say_absent",
  back: "patrol.say_back",
};

interface CrewSheetProps {
  content: Content;
  seat: Seat | null;
  deeds: Deeds;
  onClose: () => void;
}

export function CrewSheet({ content, seat, deeds, onClose }: CrewSheetProps) {
  return (
    <Sheet title={t("patrol.crew")} onClose={onClose}>
      {deeds.hasUnsaved && <p role="alert">{t("patrol.unsaved")}</p>}
      <ul class="list roll-call">
        {peopleOf(content, seat).map(({ id, label }) => (
          <li key={id} class="roll-row">
            <span class="roll-name">
              {label}
              <span class="row-detail">{sayPresence(findMember(content, id))}</span>
            </span>
            <span class="roll-answers">
              {sayingsOf(presenceOf(findMember(content, id))).map((say) => (
                <button
                  key={say}
                  type="button"
                  class="toggle"
                  aria-label={`${label}: ${t(SAYINGS[say])}`}
                  onClick={() => void deeds.save(call(id, say, momentAt(new Date())))}
                >
                  {t(SAYINGS[say])}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <SheetFoot>
        <Button look="1" isFull onPress={onClose}>
          {t("ui.done")}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}

/** The group's members, and who else is in the record. */
function peopleOf(content: Content, seat: Seat | null): readonly Option[] {
  const offered = seat ? membersOf(seat) : [];
  const others = crewOf(content)
    .map((item) => String(item["member_id"]))
    .filter((id) => !offered.some((one) => one.id === id));
  return [...offered, ...everyOption("member").filter(({ id }) => others.includes(id))];
}

function sayPresence(item: Content | null): string {
  switch (presenceOf(item)) {
    case "none":
      return t("patrol.not_called");
    case "absent":
      return t("patrol.is_absent");
    case "left":
      return t("patrol.has_left", { time: timeOf(textOf(item?.["to"])) });
    case "present": {
      const from = textOf(item?.["from"]);
      return from === ""
        ? t("patrol.is_present")
        : t("patrol.is_present_since", { time: timeOf(from) });
    }
  }
}
