/** What a record says: its figures, for a patrol the way it went, then all else step by step. */

import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { blobsIn } from "../../lib/media.ts";
import { saidSteps } from "../../records/describe.ts";
import { Facts } from "../../records/facts.tsx";
import { kindOf, speakerNow } from "../../records/speaker.ts";
import { useSession } from "../../session/session.ts";
import type { Shown } from "../../sync/overlay.ts";
import { late } from "../../ui/late.tsx";
import { isWide } from "../width.ts";
import { figuresOf } from "./figures.ts";
import { type Step, WALK_FIELDS, walkOf } from "./walk.ts";

export function RecordBody({ shown }: { shown: Shown }) {
  const kind = kindOf(useSession(), shown.kind);
  if (!kind) return <p>{t("book.no_kind")}</p>;
  return (
    <>
      <Figures kind={kind} shown={shown} />
      {kind.screen === "patrol" && <Walk kind={kind} shown={shown} />}
      <Said kind={kind} shown={shown} />
      {blobsIn(shown.content ?? {}).length > 0 && <DeskAlbum kind={kind} shown={shown} />}
    </>
  );
}

const DeskAlbum = late(() => import("../photos/desk-album.tsx").then((room) => room.DeskAlbum));

interface PartProps {
  kind: Kind;
  shown: Shown;
}

function Figures({ kind, shown }: PartProps) {
  const figures = figuresOf(kind, shown.content ?? {}, speakerNow());
  if (figures.length === 0) return null;
  return (
    <dl class="desk-figures">
      {figures.map(({ label, words }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function Walk({ kind, shown }: PartProps) {
  const steps = walkOf(kind, shown.content ?? {}, speakerNow());
  if (steps.length === 0) return null;
  return (
    <ol class="walk">
      {steps.map((step) => (
        <WalkStep key={step.id} step={step} />
      ))}
    </ol>
  );
}

function WalkStep({ step }: { step: Step }) {
  return (
    <li class={step.isFinding ? "walk-step is-finding" : "walk-step"}>
      <span class="walk-time">{step.time}</span>
      <span class={step.number === null ? "walk-mark is-edge" : "walk-mark"} aria-hidden="true">
        {step.number}
      </span>
      <span class="grow">
        <span class="walk-title">{step.title}</span>
        {(step.strong !== "" || step.detail !== "") && (
          <span class="walk-detail">
            {step.strong !== "" && <b>{step.strong}</b>}
            {step.strong !== "" && step.detail !== "" && ". "}
            {step.detail}
          </span>
        )}
      </span>
    </li>
  );
}

/** What the walk has not told, in the kind's own steps. */
function Said({ kind, shown }: PartProps) {
  const Part = isWide.value ? "h3" : "h2"; // below the record's own title
  const isWalk = kind.screen === "patrol";
  const purged = Object.keys(shown.purged ?? {});
  const steps = saidSteps(kind, shown.content ?? {}, purged, speakerNow())
    .map((step) => ({
      ...step,
      lines: step.lines.filter(({ name }) => !(isWalk && WALK_FIELDS.has(name))),
    }))
    .filter(({ lines }) => lines.length > 0);
  if (steps.length === 0) return isWalk ? null : <p class="quiet">{t("record.empty")}</p>;
  return (
    <>
      {steps.map(({ id, title, lines }) => (
        <section class="desk-said" key={id}>
          <Part class="desk-heading">{title}</Part>
          <Facts lines={lines} look="desk-facts" />
        </section>
      ))}
    </>
  );
}
