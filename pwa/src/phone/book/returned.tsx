/** A question of the police, and the answer. */

export function Returned(_: { id: string }) {
  return <div class="screen" />;
}
