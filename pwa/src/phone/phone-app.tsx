/** What the phone shows: the way in, what stands before the book, or the screen at the address. */

import { useEffect } from "preact/hooks";
import { tellShown } from "../session/first-screen.ts";
import { linkSecret } from "../session/invitation-link.ts";
import { opened, type Session, standing } from "../session/session.ts";
import { late } from "../ui/late.tsx";
import { Loading } from "../ui/loading.tsx";
import { route } from "../ui/route.ts";
import { DemoLine } from "./demo-line.tsx";
import { screenAt } from "./routes.tsx";
import { CannotOpen } from "./sign-in/cannot-open.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";
import { Wiped } from "./sign-in/wiped.tsx";

const AskAgreement = late(async () => (await import("./settings/screens.ts")).AskAgreement);

export function PhoneApp() {
  const now = opened.value;
  const isReading = now.now === "opening" || now.now === "open"; // then the screen itself says it
  useEffect(() => {
    if (!isReading) tellShown();
  }, [isReading]);
  switch (now.now) {
    case "opening":
      return <Loading onRetry={() => window.location.reload()} />;
    case "failed":
      return <CannotOpen error={now.error} />;
    case "nobody":
      return <SignIn />;
    case "open":
      return linkSecret.value === null ? <OpenBook session={now.session} /> : <SignIn />;
  }
}

function OpenBook({ session: { account } }: { session: Session }) {
  if (standing.value === "wipe") return <Wiped account={account} />;
  if (account.agreed === null) return <AskAgreement account={account} />;
  const screen = screenAt(route.value);
  if (!account.isDemo) return screen;
  return (
    <div class="with-demo">
      {screen}
      <DemoLine />
    </div>
  );
}
