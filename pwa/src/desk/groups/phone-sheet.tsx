/** What is rarer than locking: another phone for the same person, or this one is in a thief's hand. */

import { useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { Phone } from "./phones.ts";
import { labelOf } from "./said.ts";

interface PhoneSheetProps {
  phone: Phone;
  name: string;
  onInvite: () => void;
  onReport: () => Promise<void>;
  onClose: () => void;
}

export function PhoneSheet({ phone, name, onInvite, onReport, onClose }: PhoneSheetProps) {
  const [isAsking, ask] = useState(false);
  const [isBusy, work] = useState(false);
  if (isAsking) {
    const report = (): void => {
      work(true);
      onReport().catch(globalThis.reportError);
    };
    return (
      <Sheet
        key="report"
        title={t("groups.report_title", { phone: labelOf(phone), name })}
        isBusy={isBusy}
        onClose={onClose}
      >
        <ul class="report-points">
          <li>{t("groups.report_wipe")}</li>
          <li>{sayUnsent(phone)}</li>
          <li>{t("groups.report_sent")}</li>
          <li>{t("groups.report_final")}</li>
        </ul>
        <Button look="stop" isFull isBusy={isBusy} busyWords={t("groups.working")} onPress={report}>
          {t("groups.report_go")}
        </Button>
        <Button look="3" isFull onPress={onClose}>
          {t("groups.stop")}
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet key="more" title={`${labelOf(phone)}, ${name}`} onClose={onClose}>
      <Button look="2" isFull icon="user-plus" onPress={onInvite}>
        {t("groups.invite_other")}
      </Button>
      <Button look="2" isFull icon="octagon-alert" onPress={() => ask(true)}>
        {t("groups.report")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}

/** The report is as old as the phone's last contact: it may hold more by now. */
function sayUnsent({ pending }: Phone): string {
  if (pending === null) return t("groups.report_unsent_unknown");
  if (pending === 0) return t("groups.report_unsent_none");
  return t("groups.report_unsent", { count: sayNumber(pending) });
}
