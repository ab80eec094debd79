/** The home screen as the design draws it, from components alone. */

import { sayDay, sayList, sayLunarDay } from "../i18n/say.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Note } from "../ui/note.tsx";
import { List, Row } from "../ui/row.tsx";
import { SyncLine } from "../ui/sync-line.tsx";
import { Tabs } from "../ui/tabs.tsx";

const TODAY = "2026-11-21";

export function KitScreen() {
  return (
    <div class="screen">
      <header class="screen-head">
        <div class="grow">
          <h1 class="title">{sayDay(TODAY, TODAY)}</h1>
          <p class="quiet">{sayLunarDay(TODAY)} · Sơn Quả 2</p>
        </div>
        <button type="button" class="icon-button">
          <Icon name="a-large-small" />
          {t("today.text_size")}
        </button>
      </header>
      <main class="main">
        <div class="stack">
          <SyncLine standing={{ now: "waiting", count: 3 }} href="#sync" />
        </div>
        <section class="card">
          <p class="line">
            <span class="lamp">
              <Icon name="flashlight" />
            </span>
            Tối nay bác trực
          </p>
          <p class="number">20:00 – 23:00</p>
          <p>Cùng {sayList(["bác Bảy", "bác Lan", "anh Thịnh"])}</p>
          <Note icon="message-square-text">
            <p>
              <b>Công an xã nhắn:</b> đêm nay rét, đi từ hai người trở lên.
            </p>
          </Note>
          <Button look="1" isHero icon="footprints">
            {t("today.start_patrol")}
          </Button>
        </section>
        <section class="stack">
          <h2 class="heading">{t("today.other")}</h2>
          <List>
            <Row title="Hòa giải" icon="handshake" href="#1" />
            <Row title="Lắp camera" icon="cctv" href="#2" />
          </List>
        </section>
        <Button look="2" isFull icon="phone-call" href="tel:0204">
          {t("call.duty")}
        </Button>
      </main>
      <Tabs
        current="today"
        tabs={[
          { id: "today", href: "#today", icon: "house", label: t("tabs.today") },
          { id: "book", href: "#book", icon: "notebook-pen", label: t("tabs.book"), waiting: 1 },
          { id: "settings", href: "#settings", icon: "settings", label: t("tabs.settings") },
        ]}
      />
    </div>
  );
}
