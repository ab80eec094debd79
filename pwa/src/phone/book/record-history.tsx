/** Who wrote what into a record, and when. */

export function RecordHistory(_: { id: string }) {
  return <div class="screen" />;
}
