/** The form of a draft. */

export function DraftForm(_: { id: string }) {
  return <div class="screen" />;
}
