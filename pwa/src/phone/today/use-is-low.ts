/** Whether the screen is so low that only the most needed fits above its fold. */

import { useEffect, useState } from "preact/hooks";

const LOW = "(max-height: 619px)";

export function useIsLow(): boolean {
  const [isLow, tell] = useState(() => window.matchMedia(LOW).matches);
  useEffect(() => {
    const query = window.matchMedia(LOW);
    const look = () => tell(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return isLow;
}
