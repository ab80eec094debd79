/** An address that leads nowhere. */

export function NotFound() {
  return <div class="screen" />;
}
