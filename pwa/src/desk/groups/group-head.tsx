/** The top of a group's page: its name, what can be changed of it, whether somebody leads it. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { nameOfMember, type Place } from "../../session/directory.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { maintains } from "../own-directory.ts";
import { isWide } from "../width.ts";
import { hrefTo } from "./address.ts";
import { leadersOf } from "./hand-over.ts";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { DISSOLVED, type GroupLine, isInUse, phonesOf } from "./lines.ts";
import { AddLink } from "./place-list.tsx";
import type { Phones } from "./use-phones.ts";

interface GroupHeadProps {
  line: GroupLine | null;
  phones: Phones;
  onInvite: (person: Place) => void;
}

export function GroupHead({ line, phones, onInvite }: GroupHeadProps) {
  const [isHandingOver, handOver] = useState(false);
  const [next, tell] = useState<Place | null>(null);
  const Title = isWide.value ? "h2" : "h1";
  const hasPhone = (person: Place): boolean | null =>
    phones.all && phonesOf(phones.all, person).some(isInUse);
  const done = (person: Place): void => {
    handOver(false);
    tell(person);
    if (hasPhone(person) === false) onInvite(person);
  };
  const isLed = !line || line.people.length === 0 || leadersOf(line.people).length > 0;
  const isServing = line?.group.content["status"] !== DISSOLVED;
  return (
    <>
      <header class="group-head">
        <Title class="groups-title" tabIndex={-1}>
          {line ? String(line.group.content["name"] ?? "") : t("groups.unknown")}
        </Title>
        {line?.group.state && <StateChip state={line.group.state} />}
        {line && maintains.value && (
          <div class="group-tools">
            {isServing && <AddLink at={line.group.id} kind="member" look="2" />}
            {line.people.length > 0 && isServing && (
              <Button onPress={() => handOver(true)}>{t("directory.hand_over")}</Button>
            )}
            <Button href={hrefTo(line.group.id, { what: "edit", recordId: line.group.id })}>
              {t("directory.edit_group")}
            </Button>
          </div>
        )}
      </header>
      {next && (
        <Note tone="done" isAnnounced>
          <p>{t("directory.handed_over", { name: nameOfMember(next) })}</p>
        </Note>
      )}
      {!isLed && isServing && (
        <Note tone="wait">
          <p>{t("directory.no_leader")}</p>
          {maintains.value && (
            <Button onPress={() => handOver(true)}>{t("directory.choose_leader")}</Button>
          )}
        </Note>
      )}
      {line && isHandingOver && (
        <HandOverDialog
          group={line.group}
          people={line.people}
          hasPhone={hasPhone}
          onDone={done}
          onClose={() => handOver(false)}
        />
      )}
    </>
  );
}
