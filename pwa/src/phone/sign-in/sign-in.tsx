/** The first time on this phone. */

export function SignIn() {
  return <div class="screen" />;
}
