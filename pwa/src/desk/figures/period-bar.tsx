/** Which days are counted: the period before, the one after, this one, or any two days. */

import { useState } from "preact/hooks";
import { type Period, periodOf } from "../../figures/period.ts";
import { t } from "../../i18n/t.ts";
import { addDays, type Day, isDay } from "../../lib/dates.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { besides } from "./range.ts";

interface PeriodBarProps {
  period: Period;
  today: Day;
  hrefOf: (period: Period) => string;
  isChoosing: boolean;
  onChoosing: () => void;
}

export function PeriodBar({ period, today, hrefOf, isChoosing, onChoosing }: PeriodBarProps) {
  const earlier = besides(period, -1);
  const later = besides(period, 1);
  const now = periodOf(today);
  const isNow = now.from === period.from && now.to === period.to;
  return (
    <div class="queue-tools figures-period">
      {earlier && (
        <Button look="2" icon="chevron-left" href={hrefOf(earlier)}>
          {t("figures.earlier")}
        </Button>
      )}
      {!isNow && (
        <Button look="2" href={hrefOf(now)}>
          {t("figures.this_month")}
        </Button>
      )}
      {later && (
        <Button look="2" iconAfter="chevron-right" href={hrefOf(later)}>
          {t("figures.later")}
        </Button>
      )}
      <Button look="2" icon="calendar-clock" isExpanded={isChoosing} onPress={onChoosing}>
        {t("figures.choose")}
      </Button>
    </div>
  );
}

interface DayChoiceProps {
  period: Period;
  today: Day;
  onPeriod: (period: Period) => void;
}

/** Two days, both counted in. */
export function DayChoice({ period, today, onPeriod }: DayChoiceProps) {
  const [from, chooseFrom] = useState<Day | null>(period.from);
  const [last, chooseLast] = useState<Day | null>(addDays(period.to, -1));
  const [isTold, tell] = useState(false);
  const noDay = (day: Day | null) => (isTold && day === null ? t("figures.no_day") : undefined);
  const isBackwards = from !== null && last !== null && last < from;
  const submit = (event: Event): void => {
    event.preventDefault();
    tell(true);
    const to = last === null ? "" : addDays(last, 1);
    if (from !== null && !isBackwards && isDay(to)) onPeriod({ from, to });
  };
  return (
    <form class="figures-days" onSubmit={submit} noValidate>
      <DateField
        id="figures-from"
        label={t("figures.first_day")}
        value={from}
        today={today}
        fault={noDay(from)}
        onDay={(day) => chooseFrom(day)}
      />
      <DateField
        id="figures-last"
        label={t("figures.last_day")}
        value={last}
        today={today}
        fault={isTold && isBackwards ? t("figures.backwards") : noDay(last)}
        onDay={(day) => chooseLast(day)}
      />
      <Button look="1" isSubmit>
        {t("figures.show")}
      </Button>
    </form>
  );
}
