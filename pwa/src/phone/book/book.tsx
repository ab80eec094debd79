/** The group's book. */

export function Book() {
  return <div class="screen" />;
}
