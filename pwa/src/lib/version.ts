/** The version that the app tells the server; the same as in package.json. */
export const APP_VERSION = "0.1.0";

/** Say whether a version is older than another; both are three numbers, such as 1.4.0. */
export function isOlder(version: string, other: string): boolean {
  const mine = version.split(".").map(Number);
  const theirs = other.split(".").map(Number);
  const at = mine.findIndex((number, place) => number !== theirs[place]);
  return at >= 0 && (mine[at] ?? 0) < (theirs[at] ?? 0);
}
