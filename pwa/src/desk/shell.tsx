/** The frame of the desk: what there is at the left (on a narrow screen at the foot), who sits here. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { sayNumber, sayWhen } from "../i18n/say.ts";
import { t } from "../i18n/t.ts";
import { listPending } from "../review/decisions.ts";
import { backupAt } from "../session/hello.ts";
import { useLive } from "../session/live.ts";
import { type Session, standing, useSession } from "../session/session.ts";
import { readSyncBook } from "../session/sync-standing.ts";
import { applyUpdate, update } from "../session/version.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { route } from "../ui/route.ts";
import { Sheet } from "../ui/sheet.tsx";
import { daysSince } from "./groups/lines.ts";
import { hrefOf, isAtRights, RIGHTS, SECTIONS, sectionAt } from "./sections.ts";
import { SignOutSheet } from "./sign-in/sign-out-sheet.tsx";
import { isWide } from "./width.ts";

/** After so many days without a backup somebody must look. */
const BACKUP_DAYS = 3;

interface ShellProps {
  /** How many wait. */
  count: number;
  /** On a narrow screen: a record has its own bar at the foot. */
  hasTabs: boolean;
  children: ComponentChildren;
}

type Over = "none" | "more" | "sign-out";

export function Shell({ count, hasTabs, children }: ShellProps) {
  const [over, show] = useState<Over>("none");
  const session = useSession();
  const leave = (): void => show("sign-out");
  return (
    <div class="desk">
      {isWide.value ? (
        <Rail count={count} onLeave={leave} />
      ) : (
        hasTabs && <Tabs count={count} onMore={() => show("more")} />
      )}
      <main class="desk-main">
        {standing.value !== null && <Stopped />}
        {update.value !== "none" && <Newer />}
        <Restored />
        {children}
        {session.account.isDemo && <p class="desk-demo">{t("ui.demo")}</p>}
      </main>
      {over === "more" && (
        <Sheet title={session.account.name ?? ""} onClose={() => show("none")}>
          <Standing />
          <Button look="2" isFull icon="log-out" onPress={leave}>
            {t("sign_out.title")}
          </Button>
          <Button look="3" isFull onPress={() => show("none")}>
            {t("ui.close")}
          </Button>
        </Sheet>
      )}
      {over === "sign-out" && <SignOutSheet onClose={() => show("none")} />}
    </div>
  );
}

function Rail({ count, onLeave }: { count: number; onLeave: () => void }) {
  const { account } = useSession();
  return (
    <header class="rail">
      <div class="rail-brand">
        <Icon name="gate" size="large" />
        <span>
          <b>{t("app.name")}</b>
          <span class="small">{account.communeName}</span>
        </span>
      </div>
      <nav aria-label={t("tabs.label")}>
        {SECTIONS.map((section) => (
          <a
            key={section.id}
            class="rail-link"
            href={hrefOf(section)}
            aria-current={sectionAt(route.value) === section.id ? "page" : undefined}
          >
            <Icon name={section.icon} />
            <span class="grow">{t(section.words)}</span>
            {section.id === "queue" && count > 0 && (
              <span class="rail-count">{sayNumber(count)}</span>
            )}
          </a>
        ))}
      </nav>
      <div class="rail-foot">
        <button type="button" class="rail-link" onClick={onLeave}>
          <Icon name="log-out" />
          <span class="grow">{t("sign_out.title")}</span>
        </button>
        <div class="rail-who small">
          <p>{account.name}</p>
          <Standing />
          <BackupAge />
        </div>
      </div>
    </header>
  );
}

function Tabs({ count, onMore }: { count: number; onMore: () => void }) {
  return (
    <nav class="tabs desk-tabs" aria-label={t("tabs.label")}>
      {SECTIONS.map((section) => (
        <a
          key={section.id}
          href={hrefOf(section)}
          aria-current={sectionAt(route.value) === section.id ? "page" : undefined}
        >
          <span class="tab-icon">
            <Icon name={section.icon} />
            {section.id === "queue" && count > 0 && (
              <span class="tab-count">{sayNumber(count)}</span>
            )}
          </span>
          <span>{t(section.words)}</span>
        </a>
      ))}
      <button type="button" onClick={onMore}>
        <span class="tab-icon">
          <Icon name="ellipsis" />
        </span>
        <span>{t("desk.more")}</span>
      </button>
    </nav>
  );
}

/** What has not gone to the server yet, or when it answered last. */
function Standing() {
  const { disk } = useSession();
  const { value } = useLive(() => readUnsent(disk), [disk]);
  if (!value) return null;
  const { book, unsent } = value;
  if (unsent > 0) return <p>{t("desk.unsent", { count: sayNumber(unsent) })}</p>;
  if (book.lastExchangeAt === null) return null;
  return <p>{t("desk.sent", { when: sayWhen(book.lastExchangeAt, new Date()) })}</p>;
}

/** How old the last backup is that was restored for a trial; the demo commune needs none. */
function BackupAge() {
  const { account } = useSession();
  const at = backupAt.value;
  if (at === undefined || (at === null && account.isDemo)) return null;
  if (at === null) return <p class="is-late">{t("desk.backup_none")}</p>;
  const isLate = daysSince(at, new Date()) >= BACKUP_DAYS;
  const when = sayWhen(at, new Date());
  return (
    <p class={isLate ? "is-late" : ""}>{t(isLate ? "desk.backup_old" : "desk.backup", { when })}</p>
  );
}

/** What can still be undone counts, too; read first: at worst it counts twice, never not at all. */
async function readUnsent(disk: Session["disk"]) {
  const decided = await listPending({ disk });
  const book = await readSyncBook(disk);
  return { book, unsent: decided.length + book.waiting + book.aside };
}

/** Nothing comes in before somebody has looked through the rights (R13). */
function Restored() {
  const { disk } = useSession();
  const isRestored = useLive(() => readSyncBook(disk), [disk]).value?.isRestored;
  if (!isRestored || isAtRights(route.value)) return null;
  return (
    <div class="desk-strip tone-wait" role="status">
      <Icon name="triangle-alert" />
      <span class="grow">{t("rights.strip")}</span>
      <Button look="2" href={RIGHTS}>
        {t("rights.look")}
      </Button>
    </div>
  );
}

/** A newer version waits for a yes, and for what is open in any tab. */
function Newer() {
  const [isHeld, tell] = useState(false);
  const change = (): void => {
    applyUpdate().then((isTaken) => tell(!isTaken), globalThis.reportError);
  };
  return (
    <div class="desk-strip tone-plain" role="status">
      <Icon name="download" />
      <span class="grow">{t(isHeld ? "desk.update_held" : "trouble.update")}</span>
      <Button
        look="2"
        isBusy={update.value === "changing"}
        busyWords={t("trouble.updating")}
        onPress={change}
      >
        {t("trouble.update_now")}
      </Button>
    </div>
  );
}

/** Nothing goes out or comes in before somebody acts. */
function Stopped() {
  return (
    <div class="desk-strip tone-wait" role="status">
      <Icon name="triangle-alert" />
      <span class="grow">{t("desk.signed_out")}</span>
      <Button look="2" href="/desk/sign-in">
        {t("sign_in.anew")}
      </Button>
    </div>
  );
}
