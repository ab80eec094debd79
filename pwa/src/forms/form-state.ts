/** What a form remembers while it is open: what was tried, typed amiss, and sought. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../lib/json.ts";
import { type Faults, findFaults, type Oddities, type OddKey } from "./check.ts";
import { setAt } from "./content.ts";
import { finish } from "./finished.ts";
import { revealField, useFreshPage } from "./focus.ts";
import type { FormProps } from "./form.tsx";
import { dropItem } from "./items.ts";
import { isBlank, nameOfPlace, type OpenItem, openItemOf, stepOf } from "./place.ts";

export interface FormState {
  /** Those that the person has been told of: none before the first try to go on. */
  readonly faults: Faults;
  readonly opened: OpenItem | null;
  readonly change: (path: string, value: Json, odd: OddKey | null) => void;
  readonly goOn: () => void;
  readonly save: () => void;
  readonly doneWithItem: () => void;
  readonly leaveItem: () => void;
  readonly removeItem: () => void;
}

const NONE: Faults = new Map();
const EVERYWHERE = "everywhere";

export function useFormState(props: FormProps): FormState {
  const { kind, content, base = {}, place } = props;
  const latest = useRef(props);
  latest.current = props;
  const [odd, keepOdd] = useState<Oddities>({});
  const [tried, keepTried] = useState<readonly string[]>([]);
  const here = nameOfPlace(place);
  const faults = findFaults(kind, content, odd);
  const opened = openItemOf(kind, content, place);
  useFreshPage(here);
  const seek = useSought(); // after the title of the new page had the focus
  // What was half typed goes with the boxes it stood in.
  useEffect(() => keepOdd({}), [here]);

  const change = useCallback((path: string, value: Json, fault: OddKey | null) => {
    keepOdd((known) => withOddity(known, path, fault));
    const { kind: of, content: now, onChange } = latest.current;
    const next = setAt(of, now, path, value);
    latest.current = { ...latest.current, content: next };
    onChange(next, path);
  }, []);

  /** Say what is amiss and go to the first of it; false when nothing is. */
  const stopAt = (place: string, isHere: (path: string) => boolean): boolean => {
    const first = [...faults.keys()].find(isHere);
    if (first === undefined) return false;
    keepTried([...tried, place]);
    seek(first);
    return true;
  };
  const closeItem = () => props.onGo({ step: place.step });
  const removeItem = () => {
    if (!opened) return;
    const { list, key, item } = opened;
    const rest = dropItem(content[list.name], key, item[key] ?? null, base[list.name]);
    change(list.name, rest, null);
    closeItem();
  };
  const isTold = tried.includes(here) || tried.includes(EVERYWHERE);
  return {
    faults: isTold ? faultsOn(props, faults) : NONE,
    opened,
    change,
    goOn: () => {
      const names = kind.steps[place.step]?.fields ?? [];
      const isStopped = stopAt(here, (path) => names.includes(path.split(".")[0] ?? ""));
      if (!isStopped) props.onGo({ step: place.step + 1 });
    },
    save: () => {
      if (!stopAt(EVERYWHERE, () => true)) return props.onSave(finish(kind, content, base));
      const first = [...faults.keys()][0] ?? "";
      const step = props.layout === "steps" ? stepOf(kind, first) : 0;
      if (step !== place.step) props.onGo({ step });
    },
    doneWithItem: () => {
      const isInIt = (path: string) => path.startsWith(`${here}.`);
      if (!stopAt(here, isInIt)) closeItem();
    },
    leaveItem: () => (opened && isBlank(opened) ? removeItem() : closeItem()),
    removeItem,
  };
}

/** Those of the page that is drawn, for the count that is read aloud. */
function faultsOn({ kind, layout, place }: FormProps, faults: Faults): Faults {
  if (layout === "page" && !place.item) return faults;
  const isHere = place.item
    ? (path: string) => path.startsWith(`${nameOfPlace(place)}.`)
    : (path: string) => stepOf(kind, path) === place.step;
  return new Map([...faults].filter(([path]) => isHere(path)));
}

/** A way to bring a field forward once the page that holds it has been drawn. */
function useSought(): (path: string) => void {
  const [sought, seek] = useState<string | null>(null);
  useEffect(() => {
    if (sought !== null && revealField(sought)) seek(null);
  });
  return seek;
}

function withOddity(known: Oddities, path: string, odd: OddKey | null): Oddities {
  const { [path]: _, ...others } = known;
  return odd === null ? others : { ...others, [path]: odd };
}
