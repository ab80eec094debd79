/** After a restore: everybody who may read again, looked through before anything goes out. */

import { useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { type PlainKey, t } from "../../i18n/t.ts";
import { queueNow, readDesk } from "../../review/queue.ts";
import { placesOfKind } from "../../session/directory.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { usePhones } from "../groups/use-phones.ts";
import { Shell } from "../shell.tsx";
import { HolderList } from "./holder-list.tsx";
import { type Holder, leftGroups, type NoRights } from "./rights.ts";
import { type KnownRights, useRights } from "./use-rights.ts";

export function RightsScreen() {
  const session = useSession();
  const book = useLive(() => readDesk(session), [session]).value;
  const rights = useRights();
  const { known, refusal, again } = rights;
  return (
    <Shell count={book ? queueNow(book).length : 0} hasTabs>
      <header class="queue-head">
        <h1 class="queue-title">{t("rights.title")}</h1>
      </header>
      <div class="groups">
        <div class="groups-main rights">
          {refusal !== null && (
            <Note tone="wait" isAnnounced>
              <p>{t(REFUSALS[refusal])}</p>
              <Button look="2" onPress={again}>
                {t("ui.retry")}
              </Button>
            </Note>
          )}
          {!known && refusal === null && <Loading onRetry={again} />}
          {known?.isRestored && <Doubtful people={known.people} rights={rights} />}
          {known && !known.isRestored && <Confirmed />}
        </div>
      </div>
    </Shell>
  );
}

function Confirmed() {
  return (
    <Note tone="done" isAnnounced>
      <p>{t("rights.confirmed")}</p>
      <Button look="2" href="/desk">
        {t("rights.to_queue")}
      </Button>
    </Note>
  );
}

function Doubtful({ people, rights }: { people: readonly Holder[]; rights: KnownRights }) {
  const phones = usePhones();
  const [isAsking, ask] = useState(false);
  const members = placesOfKind("member");
  const hasLeft = (one: Holder): boolean => leftGroups(one, members).length > 0;
  const plain = people.filter((one) => !hasLeft(one));
  const parts = [
    { title: t("rights.doubted"), people: people.filter(hasLeft) },
    { title: t("rights.office"), people: plain.filter(({ post }) => post !== MEMBER) },
    { title: t("rights.members"), people: plain.filter(({ post }) => post === MEMBER) },
  ];
  return (
    <>
      <p>{t("rights.why")}</p>
      <p>{t("rights.how")}</p>
      {parts.map((part) => (
        <HolderList key={part.title} {...part} phones={phones} />
      ))}
      <div>
        <Button look="1" icon="check" onPress={() => ask(true)}>
          {t("rights.confirm")}
        </Button>
      </div>
      {isAsking && (
        <ConfirmSheet count={people.length} rights={rights} onClose={() => ask(false)} />
      )}
    </>
  );
}

interface ConfirmSheetProps {
  count: number;
  rights: KnownRights;
  onClose: () => void;
}

function ConfirmSheet({ count, rights, onClose }: ConfirmSheetProps) {
  const [isBusy, work] = useState(false);
  const [refusal, tell] = useState<NoRights | null>(null);
  const confirm = (): void => {
    work(true);
    rights.confirm().then((refused) => {
      work(false);
      tell(refused);
    }, globalThis.reportError);
  };
  return (
    <Sheet title={t("rights.confirm_title")} isBusy={isBusy} onClose={onClose}>
      <p>{t("rights.confirm_detail", { count: sayNumber(count) })}</p>
      {refusal && (
        <Note tone="wait" isAnnounced>
          <p>{t(REFUSALS[refusal])}</p>
        </Note>
      )}
      <Button look="1" isFull isBusy={isBusy} busyWords={t("groups.working")} onPress={confirm}>
        {t("rights.confirm")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("groups.stop")}
      </Button>
    </Sheet>
  );
}

const MEMBER = "member";

const REFUSALS: Readonly<Record<NoRights, PlainKey>> = {
  offline: "rights.offline",
  refused: "rights.refused",
  busy: "rights.busy",
};
