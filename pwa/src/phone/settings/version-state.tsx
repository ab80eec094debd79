/** Which An Thôn this is; a newer one that lies here waits for the person's yes. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { APP_VERSION } from "../../lib/version.ts";
import { isTooOld } from "../../session/hello.ts";
import { applyUpdate, update } from "../../session/version.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

export function VersionState() {
  const [isHeld, tell] = useState(false);
  const change = () => void applyUpdate().then((isDone) => tell(!isDone), globalThis.reportError);
  if (update.value === "none") {
    return (
      <>
        <p class="quiet">{t("settings.version_now", { version: APP_VERSION })}</p>
        {isTooOld.value && <p role="status">{t("trouble.too_old")}</p>}
      </>
    );
  }
  return (
    <Note tone="plain" icon="download">
      <p class="lead">{t("trouble.update")}</p>
      <p>{t("trouble.safe")}</p>
      {isHeld && <p role="status">{t("settings.update_held")}</p>}
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
