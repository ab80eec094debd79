/** Troubles of the phone itself: a wrong clock, a restored commune, a version that waits. */

import { useState } from "preact/hooks";
import { sayShortDay } from "../../i18n/say.ts";
import "../../i18n/sync.ts";
import { t } from "../../i18n/t.ts";
import { dayOf, timeOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { isTooOld } from "../../session/hello.ts";
import { type SyncBook, trueNow } from "../../session/sync-standing.ts";
import { applyUpdate, update } from "../../session/version.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

const WRONG_FROM_MS = 5 * 60 * 1000;

export function isClockWrong({ clockOffsetMs }: Pick<SyncBook, "clockOffsetMs">): boolean {
  return Math.abs(clockOffsetMs) > WRONG_FROM_MS;
}

export function ClockNote({ book }: { book: SyncBook }) {
  if (!isClockWrong(book)) return null;
  const now = new Date();
  const right = trueNow(book, now);
  return (
    <Note tone="wait" icon="clock-alert">
      <h2 class="lead">{t("sync_screen.clock")}</h2>
      <p>
        {t("sync_screen.clock_detail", {
          wrong: sayMoment(now, right),
          right: sayMoment(right, now),
        })}
      </p>
      <p>{t("sync_screen.clock_how")}</p>
      <p>{t("sync_screen.safe")}</p>
    </Note>
  );
}

/** "19:42 ngày 21/11/2026": with the year where the other one has another. */
function sayMoment(moment: Date, other: Date): string {
  const day = sayShortDay(dayOf(moment), dayOf(other));
  return keepTogether(t("day.time_on_day", { time: timeOf(moment), day }));
}

export function RestoredNote() {
  return (
    <Note tone="wait" icon="clock">
      <h2 class="lead">{t("sync_screen.restored")}</h2>
      <p>{t("sync_screen.restored_detail")}</p>
    </Note>
  );
}

/** The server asks for a newer app, which has not come to this phone yet. */
function TooOldNote() {
  return (
    <Note tone="wait" icon="download">
      <p class="lead">{t("trouble.too_old")}</p>
    </Note>
  );
}

export function UpdateNote() {
  const [isLater, wait] = useState(false);
  if (update.value === "none") return isTooOld.value ? <TooOldNote /> : null;
  const change = (): void => {
    applyUpdate().then(
      (isTaken) => wait(!isTaken),
      (error: unknown) => globalThis.reportError(error),
    );
  };
  return (
    <Note icon="download">
      <h2 class="lead">{t("trouble.update")}</h2>
      {isLater && <p role="status">{t("sync_screen.update_busy")}</p>}
      <Button
        look="2"
        isFull
        isBusy={update.value === "changing"}
        busyWords={t("trouble.updating")}
        onPress={change}
      >
        {t("trouble.update_now")}
      </Button>
    </Note>
  );
}
