/** Offered on the home screen, after the first saved record: a tap on the gate opens the book. */

import { useEffect, useState } from "preact/hooks";
import { countOutbox } from "../../db/outbox.ts";
import { t } from "../../i18n/t.ts";
import { askToInstall, isDueHere, noteOffer } from "../../session/install.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { go } from "../../ui/route.ts";
import { Sheet } from "../../ui/sheet.tsx";

const ICONS_ON_SCREEN = 8;
const OUR_PLACE = 3;

export function InstallOffer() {
  const [isOpen, open] = useState(false);
  const { disk } = useSession();
  const { value: hasSaved } = useLive(
    () =>
      disk.read(["outbox", "retained"], async (to) => {
        const kept = await to.raw.objectStore("retained").count();
        return kept + (await countOutbox(to)) > 0;
      }),
    [disk],
  );
  useEffect(() => {
    const nowMs = Date.now();
    if (!hasSaved || !isDueHere(window, nowMs)) return;
    noteOffer(window, nowMs);
    open(true);
  }, [hasSaved]);
  if (!isOpen) return null;
  const install = async () => {
    open(false);
    if (!(await askToInstall())) go("/settings/install");
  };
  return (
    <Sheet title={t("install.title")} icon={<HomeScreen />} onClose={() => open(false)}>
      <p>{t("install.why")}</p>
      <Button look="1" isHero icon="square-plus" onPress={() => void install()}>
        {t("install.go")}
      </Button>
      <Button look="3" isFull onPress={() => open(false)}>
        {t("install.later")}
      </Button>
    </Sheet>
  );
}

/** A home screen, with the gate among the others. */
export function HomeScreen() {
  return (
    <span class="home-screen" aria-hidden="true">
      {Array.from({ length: ICONS_ON_SCREEN }, (_, at) => (
        <span key={at} class={at === OUR_PLACE ? "home-icon is-ours" : "home-icon"}>
          {at === OUR_PLACE && <Icon name="gate" />}
        </span>
      ))}
    </span>
  );
}
