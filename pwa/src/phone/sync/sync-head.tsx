/** The one thing that the sync screen says first, and how safe everything is. */

import { sayWhen } from "../../i18n/say.ts";
import "../../i18n/photos.ts";
import "../../i18n/sync.ts";
import { t } from "../../i18n/t.ts";
import { type SyncBook, trueNow } from "../../session/sync-standing.ts";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";
import type { Tone } from "../../ui/states.ts";
import type { SyncStanding } from "../../ui/sync-line.tsx";
import { isOnline } from "./online.ts";

interface SyncHeadProps {
  now: SyncStanding;
  book: SyncBook;
}

export function SyncHead({ now, book }: SyncHeadProps) {
  switch (now.now) {
    case "aside":
      return (
        <Head tone="stop" icon="octagon-alert" title={t("sync_screen.aside_title", now)}>
          <p>{t("aside.why")}</p>
          <Safe />
        </Head>
      );
    case "full":
      return (
        <Head tone="stop" icon="hard-drive" title={t("sync_screen.full")}>
          <p>{t("sync_screen.full_plain")}</p>
          <Safe />
        </Head>
      );
    case "sending":
      return <Sending sent={now.sent} count={now.count} />;
    case "waiting":
      return (
        <Head title={t("sync_screen.waiting", now)}>
          <p>{t("sync_screen.waiting_detail")}</p>
          <LastTime book={book} />
        </Head>
      );
    case "held":
      return (
        <Head tone="sent" icon="clock-alert" title={t("sync_screen.held_title", now)}>
          <p>{t("sync_screen.held_detail")}</p>
          <LastTime book={book} />
        </Head>
      );
    case "sent":
      return (
        <Done icon="circle-check" title={t("sync_screen.sent")}>
          <p>{t("sync_screen.sent_detail", now)}</p>
          <p class="quiet">{t("sync_screen.keeps")}</p>
        </Done>
      );
    case "nothing":
      return (
        <Done icon="smartphone" title={t("sync_screen.nothing")}>
          <p>{t("sync_screen.nothing_detail")}</p>
        </Done>
      );
  }
}

/** All that counts as a thing has arrived, and photos of it have not. */
export function TextSent() {
  return (
    <Head tone="sent" icon="send" title={t("album.text_sent")}>
      <p>{t("album.text_sent_detail")}</p>
    </Head>
  );
}

interface HeadProps {
  title: string;
  tone?: Tone;
  icon?: string;
  children: preact.ComponentChildren;
}

function Head({ title, tone, icon, children }: HeadProps) {
  return (
    <>
      {icon && (
        <span class={`badge badge-${tone ?? "plain"} sync-badge`}>
          <Icon name={icon} size="large" />
        </span>
      )}
      <div class="stack">
        <h1 class="title">{title}</h1>
        {children}
      </div>
    </>
  );
}

function Done({ icon, title, children }: Omit<HeadProps, "tone"> & { icon: string }) {
  return (
    <div class="sync-done">
      <span class="badge badge-done">
        <Icon name={icon} size="large" />
      </span>
      <h1 class="title">{title}</h1>
      {children}
    </div>
  );
}

function Safe() {
  return (
    <Note tone="done">
      <p>{t("sync_screen.safe")}</p>
    </Note>
  );
}

function Sending({ sent, count }: { sent: number; count: number }) {
  return (
    <Head title={t("sync_screen.sending", { sent, count })}>
      <p>{t("sync_screen.sending_detail")}</p>
      <progress
        class="sync-progress"
        value={sent}
        max={count}
        aria-label={t("sync_screen.progress", { sent, count })}
      />
    </Head>
  );
}

/** When the server last answered; and that there is no network, where the phone knows that. */
function LastTime({ book }: { book: SyncBook }) {
  const { lastExchangeAt } = book;
  return (
    <Note icon={isOnline.value ? "clock" : "cloud-off"}>
      <p>
        {!isOnline.value && <b>{t("trouble.offline")} </b>}
        {lastExchangeAt === null
          ? t("sync_screen.never")
          : t("sync_screen.last", { when: sayWhen(lastExchangeAt, trueNow(book, new Date())) })}
      </p>
    </Note>
  );
}
