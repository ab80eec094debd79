import type { figures as vi } from "../vi/figures.ts";
import type { English } from "../words.ts";

export const figures: English<typeof vi> = {
  "figures.title": "Figures",
  "figures.month": "Month {month}: {days}",
  "figures.days": "Days: {days}",
  "figures.earlier": "Earlier",
  "figures.later": "Later",
  "figures.this_month": "This month",
  "figures.choose": "Choose days",
  "figures.first_day": "First day",
  "figures.last_day": "Last day",
  "figures.show": "Show figures",
  "figures.no_day": "Day, month and year are needed.",
  "figures.backwards": "The last day is before the first.",
  "figures.which_kind": "Kind",
  "figures.which_level": "Added up",
  "figures.by_area": "By village",
  "figures.by_group": "By group",
  "figures.area": "Village",
  "figures.group": "Group",
  "figures.total": "Whole commune",
  "figures.no_area": "Village not known",
  "figures.no_group": "Group not known",
  "figures.hours_minutes": "hours:minutes",
  "figures.caption": "{kind}. {period}",
  "figures.nothing": "Nothing in these days.",
  "figures.open": {
    one: "{count} session has not ended: its hours are not counted yet.",
    other: "{count} sessions have not ended: their hours are not counted yet.",
  },
  "figures.outlines": {
    one: "{count} old record is not counted: this machine keeps only its day and kind. The true figure may be larger.",
    other:
      "{count} old records are not counted: this machine keeps only their day and kind. The true figures may be larger.",
  },
  "figures.not_read": "This account may not read this kind, so this machine has no figures of it.",
  "figures.fresh": "Made from the book on this machine, as of {when}.",
};
