/** Why a checkpoint is left out: the reason is the tap that saves it. */

import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { choicesOf } from "./patrol-kind.ts";

interface SkipSheetProps {
  kind: Kind;
  name: string;
  onSkip: (reason: string) => void;
  onClose: () => void;
}

export function SkipSheet({ kind, name, onSkip, onClose }: SkipSheetProps) {
  return (
    <Sheet title={t("patrol.skip_why")} onClose={onClose}>
      <p class="lead">{name}</p>
      {choicesOf(kind, "checkpoints", "skipped_reason").map(({ code, labels }) => (
        <Button key={code} look="2" isFull onPress={() => onSkip(code)}>
          {tl(labels)}
        </Button>
      ))}
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}
