/** The order of a list whose order counts. */

/** The list with the one at this place before the one that stood before it. */
export function broughtForward(ids: readonly string[], at: number): string[] {
  const [before = "", one = ""] = ids.slice(at - 1, at + 1);
  return [...ids.slice(0, at - 1), one, before, ...ids.slice(at + 1)];
}
