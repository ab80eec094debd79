/** The home screen. */

export function Today() {
  return <div class="screen" />;
}
