/** One record, where it stands, and what was said about it. */

export function RecordScreen(_: { id: string }) {
  return <div class="screen" />;
}
