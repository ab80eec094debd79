/** How to put An Thôn on the home screen. */

export function InstallHelp() {
  return <div class="screen" />;
}
