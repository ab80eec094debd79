/**
 * Text typed by a person, never touched while the keyboard composes a letter.
 *
 * Vietnamese keyboards build "ế" out of several strokes; writing the field's value in between
 * doubles or drops letters. So the field keeps its own text, reports it between compositions, and
 * is written only when the value changes from outside.
 */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { nfc } from "../lib/search.ts";

type TextElement = HTMLInputElement | HTMLTextAreaElement;

export interface TypedText<E extends TextElement> {
  ref: RefObject<E | null>;
  defaultValue: string;
  onInput: (event: { isComposing: boolean }) => void;
  onCompositionEnd: () => void;
  onBlur: () => void;
}

/** Props for an input or textarea; `onText` gets the composed form. */
export function useTypedText<E extends TextElement>(
  value: string,
  onText: (text: string) => void,
): TypedText<E> {
  const ref = useRef<E | null>(null);
  const said = useRef(value);

  useLayoutEffect(() => {
    if (!ref.current || value === said.current) return;
    ref.current.value = value;
    said.current = value;
  }, [value]);

  const tell = () => {
    if (!ref.current) return;
    const text = nfc(ref.current.value);
    if (text === said.current) return;
    said.current = text;
    onText(text);
  };
  return {
    ref,
    defaultValue: value,
    onInput: (event) => {
      if (!event.isComposing) tell();
    },
    onCompositionEnd: tell,
    onBlur: tell,
  };
}
