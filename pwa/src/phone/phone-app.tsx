/** What the phone shows: the sign-in, or the screen at the address. */

import { opened } from "../session/session.ts";
import { Loading } from "../ui/loading.tsx";
import { route } from "../ui/route.ts";
import { screenAt } from "./routes.tsx";
import { CannotOpen } from "./sign-in/cannot-open.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";

export function PhoneApp() {
  const now = opened.value;
  switch (now.now) {
    case "opening":
      return <Loading onRetry={() => window.location.reload()} />;
    case "nobody":
      return <SignIn />;
    case "failed":
      return <CannotOpen error={now.error} />;
    case "open":
      return screenAt(route.value);
  }
}
