/** An address that leads nowhere. */

import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { PhoneTabs } from "../phone-tabs.tsx";

export function NotFound() {
  return (
    <div class="screen">
      <main class="main">
        <div class="empty">
          <span class="badge badge-plain">
            <Icon name="info" />
          </span>
          <h1 class="title">{t("today.not_found")}</h1>
          <p>{t("today.not_found_why")}</p>
          <Button look="1" isHero icon="house" href="/">
            {t("today.go_home")}
          </Button>
        </div>
      </main>
      <PhoneTabs current="today" />
    </div>
  );
}
