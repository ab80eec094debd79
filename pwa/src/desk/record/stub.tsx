/** Of an old record this machine keeps only that it is there: the rest is fetched to be read. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { announceChange, useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { fetchWhole } from "../../sync/record-fetch.ts";
import { Button } from "../../ui/button.tsx";

export function Stub({ entry: { shown } }: { entry: Entry }) {
  const { phone, disk } = useSession();
  const [state, tell] = useState<"idle" | "busy" | "failed">("idle");
  const fetchIt = (): void => {
    tell("busy");
    fetchWhole(phone, shown.id).then(
      (answer) => {
        const hasCome = answer !== "offline" && "came" in answer;
        tell(hasCome ? "idle" : "failed");
        if (hasCome) announceChange(disk);
      },
      (error: unknown) => {
        globalThis.reportError(error);
        tell("failed");
      },
    );
  };
  return (
    <div class="stack">
      <p>{t("desk.stub")}</p>
      {state === "failed" && <p role="status">{t("record.stub_offline")}</p>}
      <div>
        <Button isBusy={state === "busy"} busyWords={t("record.stub_coming")} onPress={fetchIt}>
          {t("desk.stub_fetch")}
        </Button>
      </div>
    </div>
  );
}
