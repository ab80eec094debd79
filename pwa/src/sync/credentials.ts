/**
 * How a request shows who asks: a phone by its token, an office browser by a cookie that no script
 * can read, with the header that another site can't send.
 */

/** Stands in an account in the place of the token that no script can read. */
export const BY_COOKIE = "cookie";

const OUR_REQUEST = { "An-Thon-Request": "1" };

/** Give the headers and the way to send them. */
export function shownBy(token: string): {
  headers: Record<string, string>;
  credentials: RequestCredentials;
} {
  return token === BY_COOKIE
    ? { headers: OUR_REQUEST, credentials: "same-origin" }
    : { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" };
}
