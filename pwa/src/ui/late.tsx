/**
 * Screens whose code is no part of the entry: what a first open over 3G fetches is the way in and
 * the home screen. The service worker keeps all of it, so offline nothing comes late.
 */

import { type FunctionComponent, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Loading, LoadingAt } from "./loading.tsx";

const later: (() => Promise<void>)[] = [];

/** Make a screen of what is loaded when it is first drawn. */
export function late<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  let known: FunctionComponent<Props> | null = null;
  const fetchIt = async (): Promise<void> => {
    known = await load();
  };
  later.push(fetchIt);
  return function Late(props: Props) {
    const [end, tell] = useState<"none" | "come" | "failed">(known ? "come" : "none");
    useEffect(() => {
      // `fetchLate` may have brought it since it was drawn as missing.
      if (known) return tell("come");
      fetchIt().then(
        () => tell("come"),
        () => tell("failed"),
      );
    }, []);
    if (known) return h(known, props);
    const retry = () => window.location.reload();
    return end === "failed" ? (
      <LoadingAt stage="slow" onRetry={retry} />
    ) : (
      <Loading onRetry={retry} />
    );
  };
}

/** Fetch them all once the page has nothing else to do, so that the first tap need not wait. */
export function fetchLate(view: Window): void {
  const fetchAll = async (): Promise<void> => {
    // One that can't be had now is asked for again when it is drawn, and says so there.
    for (const fetchIt of later) await fetchIt().catch(() => undefined);
  };
  if ("requestIdleCallback" in view) view.requestIdleCallback(() => void fetchAll());
  else (view as Window).setTimeout(() => void fetchAll(), 1000);
}
