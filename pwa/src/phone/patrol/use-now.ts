/** The time for the screen: again at each full minute, and when the page comes back. */

import { useEffect, useState } from "preact/hooks";

const MINUTE_MS = 60_000;

export function useNow(): Date {
  const [now, tell] = useState(() => new Date());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      tell(new Date());
      timer = setTimeout(look, MINUTE_MS - (Date.now() % MINUTE_MS));
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return now;
}
