/**
 * The desk's keys. Letters are single keys without Telex's (s f r x j w z a e o d are eaten by
 * Vietnamese keyboards); they work outside of fields only and can be switched off.
 */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

const NAME = "an-thon-desk-keys";
const FIELDS = "input, textarea, select, [contenteditable]";
/** What Enter and the arrows do by themselves there, they go on doing. */
const PRESSED = "a, button, summary";

/** Whether single keys do something. */
export const hasKeys = signal(read());

/** Switch single keys on or off, on this machine. */
export function setKeys(isOn: boolean): void {
  hasKeys.value = isOn;
  try {
    window.localStorage.setItem(NAME, isOn ? "on" : "off");
  } catch {
    // It then holds as long as the page is open.
  }
}

/** Key -> what it does. */
export type Keys = Readonly<Record<string, () => void>>;

/** Follow the keys while a screen is drawn; none of them while a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const ends = new AbortController();
    window.addEventListener(
      "keydown",
      (event) => {
        const work = workOf(event, latest.current);
        if (!work) return;
        event.preventDefault();
        work();
      },
      { signal: ends.signal },
    );
    return () => ends.abort();
  }, []);
}

function workOf(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  if (!hasKeys.value || event.isComposing || event.defaultPrevented) return undefined;
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(FIELDS) || document.querySelector("dialog[open]")) return undefined;
  if (event.key === "Enter" && target?.closest(PRESSED)) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

function read(): boolean {
  try {
    return window.localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}
