/** Words for the screen reader that change at most once a minute, so that sending is no chatter. */

import { useEffect, useRef, useState } from "preact/hooks";

const EVERY_MS = 60_000;

/** The words to put into a live region; empty until they first change. */
export function useSpoken(words: string): string {
  const [spoken, speak] = useState("");
  const last = useRef({ words, at: Number.NEGATIVE_INFINITY });

  useEffect(() => {
    if (words === last.current.words) return;
    const wait_ms = Math.max(0, last.current.at + EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = { words, at: performance.now() };
      speak(words);
    }, wait_ms);
    return () => clearTimeout(timer);
  }, [words]);

  return spoken;
}
