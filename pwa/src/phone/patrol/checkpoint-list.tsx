/** All checkpoints: the order is a suggestion, and any tap can be taken back. */

import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useCalmTap } from "./calm-tap.ts";
import { textOf } from "./moments.ts";
import { sayCode } from "./patrol-kind.ts";
import type { Point } from "./progress.ts";
import { SheetFoot } from "./sheet-foot.tsx";

interface CheckpointListProps {
  kind: Kind;
  points: readonly Point[];
  onReach: (point: Point) => void;
  onTakeBack: (itemId: string) => void;
  onSkip: (point: Point) => void;
  onClose: () => void;
}

export function CheckpointList(props: CheckpointListProps) {
  const { points, onClose } = props;
  return (
    <Sheet title={t("patrol.points")} onClose={onClose}>
      <ol class="list">
        {points.map((point) => (
          <li key={point.id} class="roll-row">
            <span class="roll-name">
              {point.name}
              <span class="row-detail">{sayStanding(props.kind, point)}</span>
            </span>
            <Answers {...props} point={point} />
          </li>
        ))}
      </ol>
      <SheetFoot>
        <Button look="1" isFull onPress={onClose}>
          {t("ui.done")}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}

function Answers({ point, onReach, onTakeBack, onSkip }: CheckpointListProps & { point: Point }) {
  const isCalm = useCalmTap();
  const { name, standing, item } = point;
  const reach = t(standing === "passed" ? "patrol.again" : "patrol.arrived");
  return (
    <span class="roll-answers">
      <button
        type="button"
        class="toggle"
        aria-label={`${name}: ${reach}`}
        onClick={(event) => {
          if (isCalm(point.id, event.timeStamp)) onReach(point);
        }}
      >
        {reach}
      </button>
      {standing === "ahead" && (
        <button
          type="button"
          class="toggle"
          aria-label={t("patrol.skip_named", { name })}
          onClick={() => onSkip(point)}
        >
          {t("patrol.skip_short")}
        </button>
      )}
      {item && (
        <button
          type="button"
          class="toggle"
          aria-label={`${name}: ${t("patrol.undo")}`}
          onClick={() => onTakeBack(textOf(item["id"]))}
        >
          {t("patrol.undo")}
        </button>
      )}
    </span>
  );
}

function sayStanding(kind: Kind, { standing, passedAt, item }: Point): string {
  if (standing === "passed" && passedAt) return t("patrol.reached_at", { time: timeOf(passedAt) });
  if (standing === "ahead") return t("patrol.not_reached");
  const code = textOf(item?.["skipped_reason"]);
  const reason = sayCode(kind, "checkpoints", "skipped_reason", code);
  return t("patrol.skipped", { reason });
}
