/** The sheet of components, in the order of the design's sheet 16 and then the rest. */

import { useState } from "preact/hooks";
import { sayDay, sayDuration, sayLunarDay } from "../i18n/say.ts";
import { t } from "../i18n/t.ts";
import { AppBar, DraftMark } from "../ui/app-bar.tsx";
import { Button } from "../ui/button.tsx";
import { CallButtons } from "../ui/call-buttons.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { LoadingAt } from "../ui/loading.tsx";
import { Note } from "../ui/note.tsx";
import { List, Row } from "../ui/row.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { StateChip } from "../ui/state-chip.tsx";
import { type RecordState, STATES } from "../ui/states.ts";
import { StepBar } from "../ui/step-bar.tsx";
import { SyncLine, type SyncStanding } from "../ui/sync-line.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { KitInputs } from "./kit-inputs.tsx";

const STANDINGS: readonly SyncStanding[] = [
  { now: "waiting", count: 3 },
  { now: "sending", sent: 2, count: 3 },
  { now: "sent", when: "17:40 hôm nay" },
  { now: "nothing" },
  { now: "aside", count: 1 },
  { now: "held", count: 1 },
  { now: "full" },
];
const TODAY = "2026-11-21";

export function KitParts() {
  const [isOpen, open] = useState(false);
  return (
    <div class="screen">
      <AppBar onBack={() => undefined}>
        <DraftMark isSaved />
      </AppBar>
      <main class="main">
        <h1 class="title">{sayDay(TODAY, TODAY)}</h1>
        <p class="quiet">{sayLunarDay(TODAY)}</p>
        <p class="number">{sayDuration(125)}</p>
        <Buttons onOpen={() => open(true)} />
        <Part id="states">
          <div class="line wrap">
            {(Object.keys(STATES) as RecordState[]).map((state) => (
              <StateChip key={state} state={state} />
            ))}
          </div>
        </Part>
        <Part id="sync">
          {STANDINGS.map((standing) => (
            <SyncLine key={standing.now} standing={standing} href="#sync" />
          ))}
        </Part>
        <KitInputs />
        <Messages />
        <Lists />
        {isOpen && (
          <Sheet title={t("point.ask_title")} onClose={() => open(false)}>
            <p>{t("point.ask")}</p>
            <Button look="1" isHero onPress={() => open(false)}>
              {t("point.ask_go")}
            </Button>
            <Button look="3" isFull onPress={() => open(false)}>
              {t("ui.later")}
            </Button>
          </Sheet>
        )}
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

/** One part of the sheet, named for the tests. */
export function Part({ id, children }: { id: string; children: preact.ComponentChildren }) {
  return (
    <section class="stack" data-part={id}>
      {children}
    </section>
  );
}

function Buttons({ onOpen }: { onOpen: () => void }) {
  return (
    <Part id="buttons">
      <Button look="1" isHero icon="footprints">
        {t("today.start_patrol")}
      </Button>
      <div class="two">
        <Button look="1">{t("form.next")}</Button>
        <Button look="2" onPress={onOpen}>
          {t("ui.edit")}
        </Button>
        <Button look="3">{t("ui.later")}</Button>
        <Button look="stop">{t("form.remove_item")}</Button>
        <Button look="2">{t("trouble.try_now")}</Button>
        <Button look="1" isDisabled>
          {t("form.next")}
        </Button>
        <Button look="1" isBusy>
          {t("form.save")}
        </Button>
      </div>
      <CallButtons dutyNumber="0204 3872 113" />
    </Part>
  );
}

function Messages() {
  return (
    <Part id="messages">
      <Note>{t("trouble.safe")}</Note>
      <Note tone="done">
        <b>{t("patrol.saved")}</b>
      </Note>
      <Note tone="wait">{t("point.none")}</Note>
      <Note tone="ask">{t("today.asked", { count: 1 })}</Note>
      <Note tone="stop">{t("trouble.full")}</Note>
      <StepBar title={t("tabs.book")} step={2} count={4} />
      <LoadingAt stage="slow" onRetry={() => undefined} />
      <EmptyState icon="notebook-pen" words={t("book.empty")} />
      <Icon name="gate" size="mark" />
    </Part>
  );
}

function Lists() {
  return (
    <Part id="lists">
      <List label={t("tabs.book")}>
        <Row
          title="Hòa giải"
          detail="Thứ Năm 19/11, xóm Đình"
          icon="handshake"
          tone="plain"
          state="asked"
          href="#1"
        />
        <Row
          title="Lắp camera"
          detail="Ngã ba vào nhà văn hóa"
          icon="cctv"
          tone="plain"
          state="waiting"
          href="#2"
        />
        <Row title="Tuần tra" icon="footprints" state="accepted" href="#3" isSelected />
        <Row title="Nút" onPress={() => undefined} />
      </List>
    </Part>
  );
}
