/** What the record of a patrol holds, question by question, before it is closed. */

import { useState } from "preact/hooks";
import { sayDuration, sayList } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Content, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { nameOf } from "../../session/directory.ts";
import { Button } from "../../ui/button.tsx";
import { crewOf } from "./crew.ts";
import { CrewSheet } from "./crew-sheet.tsx";
import type { Deeds } from "./deeds.ts";
import { elapsedMin, pausedMin } from "./elapsed.ts";
import { findingsOf } from "./findings.ts";
import { textOf } from "./moments.ts";
import { sayFinding } from "./patrol-kind.ts";
import type { Progress } from "./progress.ts";
import type { Seat } from "./seats.ts";

interface SummaryProps {
  kind: Kind;
  /** With its end, as it would be saved. */
  content: Content;
  seat: Seat | null;
  progress: Progress;
  deeds: Deeds;
  onEditTime: () => void;
}

export function Summary({ kind, content, seat, progress, deeds, onEditTime }: SummaryProps) {
  const [isCrewOpen, openCrew] = useState(false);
  return (
    <dl class="card answers patrol-summary">
      <Answer words={t("patrol.time")} said={saySpan(content)} onEdit={onEditTime} />
      <Answer
        words={t("patrol.people")}
        said={sayPeople(content, seat)}
        onEdit={() => openCrew(true)}
      />
      {progress.points.length > 0 && (
        <Answer words={t("patrol.points_passed")} said={sayPoints(progress)} />
      )}
      <Answer words={t("patrol.noted")} said={sayFindings(kind, content)} />
      {isCrewOpen && (
        <CrewSheet content={content} seat={seat} deeds={deeds} onClose={() => openCrew(false)} />
      )}
    </dl>
  );
}

interface AnswerProps {
  words: string;
  said: string;
  onEdit?: () => void;
}

function Answer({ words, said, onEdit }: AnswerProps) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{said}</dd>
      {onEdit && (
        <dd class="answer-edit">
          <Button look="3" label={`${t("ui.edit")}: ${words}`} onPress={onEdit}>
            {t("ui.edit")}
          </Button>
        </dd>
      )}
    </div>
  );
}

function saySpan(content: Content): string {
  const ended = textOf(content["ended_at"]);
  const end = new Date(ended);
  const said = {
    from: timeOf(textOf(content["started_at"])),
    to: timeOf(ended),
    duration: sayDuration(elapsedMin(content, end)),
  };
  const rest = pausedMin(content, end);
  return rest > 0
    ? t("patrol.span_rested", { ...said, rest: sayDuration(rest) })
    : t("patrol.span", said);
}

function sayPeople(content: Content, seat: Seat | null): string {
  const isMe = (item: Content) => item["member_id"] === seat?.member?.id;
  const names = crewOf(content)
    .filter((item) => item["present"] !== false)
    .sort((one, next) => Number(isMe(next)) - Number(isMe(one)))
    .map((item) => {
      const name = nameOf(item["member_id"]);
      const left = textOf(item["to"]);
      return left === "" ? name : t("patrol.people_left", { name, time: timeOf(left) });
    });
  return sayList(names) || t("form.none_yet");
}

function sayPoints({ points, passed }: Progress): string {
  const said = t("patrol.points_of", { passed, count: points.length });
  const skipped = points.filter(({ standing }) => standing === "skipped").length;
  if (skipped === 0) return said;
  return t("patrol.points_skipped", {
    points: said,
    skipped: t("patrol.count_points", { count: skipped }),
  });
}

function sayFindings(kind: Kind, content: Content): string {
  const findings = findingsOf(content);
  if (findings.length === 0) return t("patrol.noted_none");
  return t("patrol.noted_list", {
    findings: t("patrol.count_findings", { count: findings.length }),
    what: findings.map((one) => sayFinding(kind, one).toLocaleLowerCase("vi")).join(", "),
  });
}
