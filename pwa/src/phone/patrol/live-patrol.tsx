/** The patrol that is going on. */

export function LivePatrol() {
  return <div class="screen" />;
}
