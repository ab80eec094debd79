/** Text size, theme, language, form of address. */

export function Settings() {
  return <div class="screen" />;
}
