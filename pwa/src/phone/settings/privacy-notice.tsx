/** What the book keeps, where, and for how long. */

export function PrivacyNotice() {
  return <div class="screen" />;
}
