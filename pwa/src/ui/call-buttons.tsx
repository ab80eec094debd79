/** Emergency numbers, one tap away: no data, no sign-in, no permission needed. */

import { t } from "../i18n/t.ts";
import { Button } from "./button.tsx";

interface CallButtonsProps {
  /** The commune police's duty number, once this phone has learnt it. */
  dutyNumber?: string | null;
}

export function CallButtons({ dutyNumber }: CallButtonsProps) {
  return (
    <section class="calls" aria-label={t("call.label")}>
      {dutyNumber && (
        <Button look="2" isFull icon="phone-call" href={telOf(dutyNumber)}>
          {t("call.duty")}
        </Button>
      )}
      <Button look="2" isFull icon="phone-call" href="tel:113">
        {t("call.police")}
      </Button>
      <Button look="2" isFull icon="flame" href="tel:114">
        {t("call.fire")}
      </Button>
      <Button look="2" isFull icon="phone-call" href="tel:115">
        {t("call.ambulance")}
      </Button>
      <p class="hint">{t("call.no_data")}</p>
    </section>
  );
}

/** The link that dials a number, however it was written. */
export function telOf(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}
