/**
 * A form for any kind, drawn from what its file says.
 *
 * It holds no record and knows no database: the draft comes in, each change goes out, and where the
 * person is in it is the caller's too, so that Back, links and a killed app lead to the same place.
 */

import type { ComponentChildren } from "preact";
import { useCallback } from "preact/hooks";
import type { Content, Kind, Option } from "../kinds/kind.ts";
import { dayOf } from "../lib/dates.ts";
import { FormPage } from "./form-page.tsx";
import { useFormState } from "./form-state.ts";
import type { Within } from "./frame.tsx";
import { ItemPage } from "./item-page.tsx";
import type { Locator } from "./location.ts";
import type { Place } from "./place.ts";
import { usePoints } from "./points.ts";
import { type FormTools, type MediaTools, ToolsProvider } from "./tools.ts";

export interface FormProps {
  kind: Kind;
  /** The draft as it stands. */
  content: Content;
  /** What the record holds already, when it is being corrected. */
  base?: Content;
  /** Its steps one after another, or all on one page. */
  layout: "steps" | "page";
  place: Place;
  /** Where it is part of a page that has its own main: the level of its title there. */
  within?: Within | undefined;
  /** Instead of the kind's own name, where a record is corrected. */
  title?: string | undefined;
  /** Whether the draft, as it stands, is safe on this phone. */
  isSaved: boolean;
  /** What belongs to it and is no field, after its questions. */
  after?: ComponentChildren;
  /** What saving it brings about, beside the button that does. */
  warning?: ComponentChildren;
  /** What stopped it from being saved, above the button that saves it. */
  trouble?: ComponentChildren;
  isBusy?: boolean;
  /** What a ref to this kind may name, in the commune's own order. */
  options: (kind: string) => readonly Option[];
  now: () => Date;
  newId: () => string;
  locator: Locator;
  media?: MediaTools | undefined;
  /** After every change of a field, with the path of it. */
  onChange: (content: Content, path: string) => void;
  onGo: (place: Place) => void;
  /** "Quay lại" on a step: as the phone's own Back, to the step before or out of the form. */
  onBack: () => void;
  /** Offered once there is something to throw away. */
  onThrowAway?: (() => void) | undefined;
  /** What may be sent: see finished.ts. */
  onSave: (content: Content) => void;
}

export function Form(props: FormProps) {
  const { kind, place, locator, onGo } = props;
  const state = useFormState(props);
  const points = usePoints(
    useCallback(() => locator, [locator]),
    useCallback((path, point) => state.change(path, point, null), [state.change]),
  );
  const tools: FormTools = {
    kind,
    options: props.options,
    now: props.now,
    newId: props.newId,
    today: dayOf(props.now()),
    willAskForLocation: () => locator.willAsk(),
    takePoint: points.take,
    standingOfPoint: (path) => points.standings[path],
    media: props.media,
    openItem: (field, id) => onGo({ step: place.step, item: { field, id } }),
  };
  return (
    <ToolsProvider value={tools}>
      {state.opened ? (
        <ItemPage {...props} state={state} opened={state.opened} />
      ) : (
        <FormPage {...props} state={state} />
      )}
    </ToolsProvider>
  );
}
