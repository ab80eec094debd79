/** Begins the correction of a record. */

export function EditRecord(_: { id: string }) {
  return <div class="screen" />;
}
