/** The police's questions that wait for an answer, in one line. */

import { sayShortDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { dayOf } from "../../lib/dates.ts";
import { dayOn, titleOf } from "../../records/describe.ts";
import { kindOf } from "../../records/speaker.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { Icon } from "../../ui/icon.tsx";

export function AskedLine({ asked }: { asked: readonly Entry[] }) {
  const [first] = asked;
  const isOne = asked.length === 1 && first !== undefined;
  return (
    <a
      class="strip tone-ask"
      href={isOne ? `/record/${first.shown.id}/answer` : "/book?show=asked"}
    >
      <Icon name="message-circle-question-mark" />
      <span class="grow">
        <b>{t("today.asked", { count: asked.length })}</b>
        <span class="small">{isOne ? <About entry={first} /> : t("today.asked_more")}</span>
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}

function About({ entry: { shown } }: { entry: Entry }) {
  const kind = kindOf(useSession(), shown.kind);
  const day = dayOn(kind, shown);
  const title = titleOf(kind, shown);
  if (day === "") return <>{title}</>;
  return <>{t("today.asked_one", { kind: title, day: sayShortDay(day, dayOf(new Date())) })}</>;
}
