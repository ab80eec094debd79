/** The summary before a patrol is closed. */

export function FinishPatrol() {
  return <div class="screen" />;
}
