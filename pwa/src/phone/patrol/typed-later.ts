/**
 * Answers on their way into the record: a choice at once, text when the typing rests, all of it at
 * the latest when the page or the sheet goes. So a kill costs the last words at most.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Field } from "../../kinds/kind.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { nfc } from "../../lib/search.ts";

const REST_MS = 1200;
const TYPED = new Set(["text", "int"]);

export interface TypedLater {
  /** What was answered and the record may not show yet; null clears. */
  readonly pending: JsonObject;
  readonly answer: (field: Field, value: Json | null) => void;
  /** Save what rests now. */
  readonly flush: () => void;
}

/** `save` is given the fields to change; the answers stay pending until it is drawn anew. */
export function useTypedLater(save: (fields: JsonObject) => void): TypedLater {
  const [pending, show] = useState<JsonObject>({});
  const unsaved = useRef<JsonObject>({});
  const saver = useRef(save);
  saver.current = save;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = () => {
    clearTimeout(timer.current);
    const fields = unsaved.current;
    unsaved.current = {};
    if (Object.keys(fields).length > 0) saver.current(trimmed(fields));
  };
  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === "hidden") flush();
    };
    document.addEventListener("visibilitychange", onHidden);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);

  const answer = (field: Field, value: Json | null) => {
    show((before) => ({ ...before, [field.name]: value }));
    unsaved.current = { ...unsaved.current, [field.name]: value };
    clearTimeout(timer.current);
    if (TYPED.has(field.type)) timer.current = setTimeout(flush, REST_MS);
    else flush();
  };
  return { pending, answer, flush };
}

function trimmed(fields: JsonObject): JsonObject {
  const kept = Object.entries(fields).map(([name, value]): [string, Json] => {
    const text = typeof value === "string" ? nfc(value).trim() : value;
    return [name, text === "" ? null : text];
  });
  return Object.fromEntries(kept);
}
