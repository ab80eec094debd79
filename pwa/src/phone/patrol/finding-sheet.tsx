/** A finding that is saved already: what more there is to say, or that it was tapped by mistake. */

import { useEffect, useState } from "preact/hooks";
import { useMedia } from "../../camera/use-media.tsx";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { isObject, type Json, type JsonObject } from "../../lib/json.ts";
import { nameOf } from "../../session/directory.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { detail, takeBack, withPoint } from "./changes.ts";
import type { Deeds } from "./deeds.ts";
import { momentAt, textOf } from "./moments.ts";
import { PatrolFields } from "./patrol-fields.tsx";
import { iconOfFinding, itemFieldsOf, sayFinding } from "./patrol-kind.ts";
import { placeNow, willAskForPlace } from "./place-at-tap.ts";
import type { Seat } from "./seats.ts";
import { SheetFoot } from "./sheet-foot.tsx";
import { useTypedLater } from "./typed-later.ts";
import { Unsaved } from "./unsaved.tsx";

const SEEN = ["photos", "voice"];
const FIRST = ["place_text"];
const MORE = ["description", "first_action", "called_unit", "called_at"];

interface FindingSheetProps {
  kind: Kind;
  seat: Seat | null;
  finding: Content;
  /** The patrol that it belongs to. */
  record: Content;
  deeds: Deeds;
  /** It was tapped just now: only then is the place here its place. */
  isFresh: boolean;
  onClose: () => void;
}

export function FindingSheet(props: FindingSheetProps) {
  const { kind, seat, finding, record, deeds, isFresh, onClose } = props;
  const id = textOf(finding["id"]);
  const typed = useTypedLater((fields) => void deeds.save(detail("findings", id, fields)));
  const content = { ...finding, ...typed.pending };
  const answer = (field: Field, value: Json | null) => {
    typed.answer(field, value);
    // Called just now: its hour is known without asking.
    const [calledAt] = itemFieldsOf(kind, "findings", ["called_at"]);
    if (field.name === "called_unit" && calledAt) {
      typed.answer(calledAt, value === null ? null : momentAt(new Date()));
    }
  };
  const fields = itemFieldsOf(kind, "findings", [...SEEN, ...FIRST, ...MORE]);
  const media = useMedia({
    href: "/patrol",
    flush: async () => typed.flush(),
    content: () => record,
  });
  const shared = { kind, seat, fields, content, above: `findings.${id}.`, onValue: answer };
  return (
    <Sheet
      title={sayFinding(kind, finding)}
      icon={
        <span class="badge badge-primary">
          <Icon name={iconOfFinding(finding)} />
        </span>
      }
      onClose={onClose}
    >
      <p class="quiet">{sayWhereAndWhen(finding)}</p>
      {deeds.hasUnsaved ? (
        <Unsaved onAgain={deeds.again} />
      ) : (
        <Note tone="done" isAnnounced>
          <p>
            <b>{t("patrol.saved")}</b> {t("patrol.saved_detail")}
          </p>
        </Note>
      )}
      <div class="media-pair">
        <PatrolFields
          {...shared}
          media={media}
          asked={itemFieldsOf(kind, "findings", SEEN)}
          shortMax={SEEN.length}
        />
      </div>
      <PatrolFields {...shared} asked={itemFieldsOf(kind, "findings", FIRST)} shortMax={1} />
      <Place finding={finding} deeds={deeds} isFresh={isFresh} />
      <PatrolFields {...shared} asked={itemFieldsOf(kind, "findings", MORE)} shortMax={0} />
      <Button
        look="3"
        isFull
        icon="undo-2"
        onPress={() => {
          void deeds.save(takeBack("findings", id));
          onClose();
        }}
      >
        {t("patrol.undo")}
      </Button>
      <SheetFoot>
        <Button look="1" isHero onPress={onClose}>
          {t("ui.done")}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}

function sayWhereAndWhen(finding: Content): string {
  const time = timeOf(textOf(finding["occurred_at"]));
  const place = nameOf(finding["checkpoint"]);
  return place === "" ? time : t("patrol.near", { time, place });
}

interface PlaceProps {
  finding: Content;
  deeds: Deeds;
  isFresh: boolean;
}

/** The place by itself where the phone gives it; an explanation where it would ask. */
function Place({ finding, deeds, isFresh }: PlaceProps) {
  const id = textOf(finding["id"]);
  const [standing, stand] = useState<"quiet" | "would ask" | "locating" | "none">("quiet");
  const point = finding["point"];
  const take = async () => {
    stand("locating");
    const found: JsonObject | null = await placeNow();
    if (found) await deeds.save(withPoint("findings", id, found));
    stand(found ? "quiet" : "none");
  };
  useEffect(() => {
    if (point !== undefined || !isFresh) return;
    void willAskForPlace().then((willAsk) => (willAsk ? stand("would ask") : take()));
  }, []);
  if (isObject(point)) return <Taken point={point} />;
  return (
    <div role="status">
      {standing === "locating" && <p class="small quiet">{t("point.locating")}</p>}
      {standing === "would ask" && (
        <Note icon="map-pin">
          <p>{t("point.ask")}</p>
          <Button look="2" isFull onPress={() => void take()}>
            {t("point.ask_go")}
          </Button>
        </Note>
      )}
    </div>
  );
}

function Taken({ point }: { point: JsonObject }) {
  const meters = sayNumber(Number(point["accuracy_m"] ?? 0), 0);
  return (
    <p class="line small quiet">
      <Icon name="circle-check" size="small" />
      <span class="grow">{t("point.fixed", { meters })}</span>
    </p>
  );
}
