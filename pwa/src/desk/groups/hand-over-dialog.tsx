/** Handing a group over: who leads from now on, what becomes of who led it, what will happen. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import type { Day } from "../../lib/dates.ts";
import { dayOf } from "../../lib/dates.ts";
import { capitalise } from "../../lib/words.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { nameOfMember, type Place } from "../../session/directory.ts";
import { type Session, useSession } from "../../session/session.ts";
import { useTrueClock } from "../../session/true-clock.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceOne } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { type Change, handOver, leadersOf } from "./hand-over.ts";

interface HandOverDialogProps {
  group: Place;
  people: readonly Place[];
  /** Whether he has a phone that works; null: not known. */
  hasPhone: (person: Place) => boolean | null;
  onDone: (next: Place) => void;
  onClose: () => void;
}

export function HandOverDialog(props: HandOverDialogProps) {
  const { group, people, hasPhone, onDone, onClose } = props;
  const session = useSession();
  const saving = useSaving();
  const today = dayOf(useTrueClock(session)());
  const [old] = leadersOf(people);
  const others = people.filter(({ id }) => id !== old?.id);
  const [nextId, choose] = useState<string | null>(null);
  const [how, become] = useState<"stays" | "left">("stays");
  const [day, take] = useState<Day | null>(today);
  const next = others.find(({ id }) => id === nextId);
  const on = day ?? today;
  const isReady = next !== undefined && (how === "stays" || day !== null);
  const save = (): void => {
    if (!next || !isReady) return;
    const fate = how === "stays" ? { how } : { how, on };
    saving.run(async () => {
      await saveAll(session, handOver(people, next, fate));
      onDone(next);
    });
  };
  return (
    <Sheet
      title={
        old
          ? t("directory.hand_over_title", { group: String(group.content["name"] ?? "") })
          : t("directory.choose_leader")
      }
      isBusy={saving.isBusy}
      onClose={onClose}
    >
      {others.length === 0 && <p>{t("directory.nobody_else")}</p>}
      {others.length > 0 && (
        <>
          <div class="hand-over-next">
            <ChoiceOne
              id="hand-over-next"
              label={t("directory.who_leads")}
              options={others.map(({ id, content }) => ({
                code: id,
                label: String(content["name"] ?? ""),
              }))}
              value={nextId}
              onChoose={choose}
            />
          </div>
          {old && (
            <ChoiceOne
              id="hand-over-old"
              label={t("directory.old_leader", { name: capitalise(nameOfMember(old)) })}
              options={[
                { code: "stays", label: t("directory.stays") },
                { code: "left", label: t("directory.has_left") },
              ]}
              value={how}
              onChoose={(code) => become(code === "left" ? "left" : "stays")}
            />
          )}
          {old && how === "left" && (
            <DateField
              id="hand-over-day"
              label={t("directory.left_day")}
              value={day}
              today={today}
              onDay={take}
            />
          )}
          {next && (
            <div role="status">
              <ul class="report-points">
                {whatWillBe(next, old, how, hasPhone(next)).map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </div>
          )}
          <SavingTrouble saving={saving} />
          <Button
            look="1"
            isFull
            icon="check"
            isBusy={saving.isBusy}
            isDisabled={!isReady}
            onPress={save}
          >
            {old ? t("directory.hand_over_go") : t("directory.choose_leader")}
          </Button>
        </>
      )}
      <Button look="3" isFull onPress={onClose}>
        {t("groups.stop")}
      </Button>
    </Sheet>
  );
}

function whatWillBe(
  next: Place,
  old: Place | undefined,
  how: "stays" | "left",
  hasPhone: boolean | null,
): readonly string[] {
  const name = nameOfMember(next);
  const said = [t("directory.will_books")];
  if (hasPhone === false) said.push(capitalise(t("directory.will_invite", { name })));
  else said.push(t("directory.will_rights", { name }));
  if (old) {
    const words = how === "left" ? "directory.will_leave" : "directory.will_stay";
    said.push(capitalise(t(words, { name: nameOfMember(old) })));
  }
  return said;
}

/** All of them in one transaction: a group has never two leaders, or none, because of a fault. */
async function saveAll({ phone }: Session, changes: readonly Change[]): Promise<void> {
  const made = [];
  for (const { recordId, content } of changes) {
    made.push(await phone.mutation({ act: "edit", recordId, content }));
  }
  await phone.save(made);
}
