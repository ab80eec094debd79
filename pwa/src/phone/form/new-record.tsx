/** Begins a new record. */

export function NewRecord(_: { kind: string }) {
  return <div class="screen" />;
}
