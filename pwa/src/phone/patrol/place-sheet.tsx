/** Before the phone asks for the place: why, and when it is taken. */

import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Sheet } from "../../ui/sheet.tsx";

interface PlaceSheetProps {
  onAllow: () => void;
  onLater: () => void;
}

export function PlaceSheet({ onAllow, onLater }: PlaceSheetProps) {
  return (
    <Sheet title={t("point.ask_title")} icon={<Icon name="map-pin" />} onClose={onLater}>
      <p>{t("point.ask")}</p>
      <Button look="1" isHero onPress={onAllow}>
        {t("point.ask_go")}
      </Button>
      <Button look="3" isFull onPress={onLater}>
        {t("ui.later")}
      </Button>
    </Sheet>
  );
}
