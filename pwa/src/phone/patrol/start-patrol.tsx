/** Who goes along, and by which route. */

export function StartPatrol() {
  return <div class="screen" />;
}
