/** A patrol is over and safe. */

export function SavedPatrol(_: { id: string }) {
  return <div class="screen" />;
}
