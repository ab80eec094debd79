/** The book could not be opened. */

export function CannotOpen(_: { error: unknown }) {
  return <div class="screen" />;
}
