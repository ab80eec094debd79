/** The one thing to do: begin a patrol, or go back to the one that goes on. */

import { t, tl } from "../../i18n/t.ts";
import { timeOf } from "../../lib/dates.ts";
import { writableStreams } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { patrolKindOf } from "./written-kinds.ts";

export function Hero({ open }: { open: Entry | null }) {
  const kind = patrolKindOf(useSession());
  if (open) return <Underway open={open} />;
  if (!kind || writableStreams(kind.stream).length === 0) return null;
  return (
    <Button look="1" isHero icon={kind.icon} href="/patrol/start">
      {tl(kind.entry_labels ?? kind.labels)}
    </Button>
  );
}

function Underway({ open }: { open: Entry }) {
  const started = String(open.shown.content?.["started_at"] ?? "");
  return (
    <section class="card" aria-label={t("patrol.on")}>
      <p class="line">
        <span class="lamp">
          <Icon name="flashlight" />
        </span>
        <span>{t("today.on_patrol", { time: timeOf(started) })}</span>
      </p>
      <Button look="1" isHero icon="footprints" href="/patrol">
        {t("today.resume_patrol")}
      </Button>
    </section>
  );
}
