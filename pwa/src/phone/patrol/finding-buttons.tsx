/** What was seen: the tap itself saves it with its time; saying more is for those who want to. */

import { useEffect, useState } from "preact/hooks";
import { t, tl } from "../../i18n/t.ts";
import type { Content } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { readAwaiting } from "../../session/awaiting.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Row } from "../../ui/row.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useCalmTap } from "./calm-tap.ts";
import * as changes from "./changes.ts";
import type { LiveParts } from "./checkpoint-card.tsx";
import { FindingSheet } from "./finding-sheet.tsx";
import { findingsOf } from "./findings.ts";
import { momentAt, textOf } from "./moments.ts";
import { choicesOf, iconOfFinding, QUICK, sayFinding } from "./patrol-kind.ts";
import type { Point } from "./progress.ts";

interface FindingButtonsProps extends LiveParts {
  /** The checkpoint that was tapped last: what is found is near it. */
  latest: Point | null;
}

type Opened =
  | { now: "nothing" }
  | { now: "types" }
  | { now: "list" }
  | { now: "one"; id: string; isFresh: boolean };

export function FindingButtons(props: FindingButtonsProps) {
  const { kind, seat, content, deeds, latest, newId } = props;
  const [opened, open] = useState<Opened>({ now: "nothing" });
  const isCalm = useCalmTap();
  const { disk } = useSession();
  const types = choicesOf(kind, "findings", "finding_type");
  const quick = QUICK.filter(({ code }) => types.some((type) => type.code === code));
  const findings = findingsOf(content);
  const close = () => open({ now: "nothing" });

  useEffect(() => {
    // The app was closed while a photo was being taken: back to what it was of.
    readAwaiting(disk).then((awaiting) => {
      const [list, id] = awaiting?.path.split(".") ?? [];
      if (list === "findings" && id) open({ now: "one", id, isFresh: false });
    }, globalThis.reportError);
  }, [disk]);

  const note = async (type: string) => {
    const id = newId();
    const near = latest?.passedAt ? latest.id : null;
    const at = momentAt(new Date());
    if (await deeds.save(changes.find(id, type, at, near))) open({ now: "one", id, isFresh: true });
  };
  const one = opened.now === "one" ? changes.itemOf(content, "findings", opened.id) : null;
  return (
    <section class="stack" aria-labelledby="findings-title">
      <h2 class="label" id="findings-title">
        {t("patrol.findings")}
      </h2>
      <div class="find-grid">
        {quick.map(({ code, icon, words }) => (
          <FindButton
            key={code}
            icon={icon}
            words={t(words)}
            onPress={(atMs) => {
              if (isCalm(code, atMs)) void note(code);
            }}
          />
        ))}
        <FindButton
          icon="ellipsis"
          words={t("patrol.find_other")}
          onPress={() => open({ now: "types" })}
        />
      </div>
      <FoundLine {...props} findings={findings} onOpen={() => open({ now: "list" })} />
      {opened.now === "types" && (
        <Sheet title={t("patrol.find_which")} onClose={close}>
          <div class="stack">
            {types.map(({ code, labels }) => (
              <Button
                key={code}
                look="2"
                isFull
                onPress={() => {
                  close();
                  void note(code);
                }}
              >
                {tl(labels)}
              </Button>
            ))}
          </div>
          <Button look="3" isFull onPress={close}>
            {t("ui.close")}
          </Button>
        </Sheet>
      )}
      {opened.now === "list" && (
        <Sheet title={t("patrol.found_list")} onClose={close}>
          <div class="list">
            {findings.map((finding) => (
              <Row
                key={textOf(finding["id"])}
                icon={iconOfFinding(finding)}
                title={sayFinding(kind, finding)}
                detail={[timeOf(textOf(finding["occurred_at"])), textOf(finding["place_text"])]
                  .filter(Boolean)
                  .join(" · ")}
                onPress={() => open({ now: "one", id: textOf(finding["id"]), isFresh: false })}
              />
            ))}
          </div>
          <Button look="3" isFull onPress={close}>
            {t("ui.close")}
          </Button>
        </Sheet>
      )}
      {opened.now === "one" && one && (
        <FindingSheet
          key={textOf(one["id"])}
          kind={kind}
          seat={seat}
          finding={one}
          record={content}
          deeds={deeds}
          isFresh={opened.isFresh}
          onClose={close}
        />
      )}
    </section>
  );
}

interface FindButtonProps {
  icon: string;
  words: string;
  onPress: (atMs: number) => void;
}

function FindButton({ icon, words, onPress }: FindButtonProps) {
  return (
    <button type="button" class="find" onClick={(event) => onPress(event.timeStamp)}>
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  );
}

interface FoundLineProps extends FindingButtonsProps {
  findings: readonly Content[];
  onOpen: () => void;
}

function FoundLine({ kind, findings, onOpen }: FoundLineProps) {
  const latest = findings.at(-1);
  if (!latest) return null;
  return (
    <button type="button" class="found-line" onClick={onOpen}>
      <Icon name="circle-check" />
      <span class="grow">
        {t("patrol.found", {
          count: findings.length,
          what: sayFinding(kind, latest).toLocaleLowerCase("vi"),
          time: timeOf(textOf(latest["occurred_at"])),
        })}
      </span>
      <Icon name="chevron-right" />
    </button>
  );
}
