/** What waits on this phone, and why. */

export function SyncScreen() {
  return <div class="screen" />;
}
