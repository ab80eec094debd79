/** How far a form has come: bars for the eye, "bước 2/4" for everyone. */

import { t } from "../i18n/t.ts";

interface StepBarProps {
  title: string;
  /** From 1. */
  step: number;
  count: number;
}

export function StepBar({ title, step, count }: StepBarProps) {
  return (
    <div class="step-bar">
      <span class="step-marks" aria-hidden="true">
        {Array.from({ length: count }, (_, place) => (
          <span key={place} class={place < step ? "is-on" : ""} />
        ))}
      </span>
      <p class="small quiet">{t("form.step", { title, step, count })}</p>
    </div>
  );
}
