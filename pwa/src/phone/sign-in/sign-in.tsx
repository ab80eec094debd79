/** The way into the book: the first time on this phone, with a new invitation, by a QR's link. */

import { useState } from "preact/hooks";
import { linkSecret } from "../../session/invitation-link.ts";
import { platformHere } from "../../session/platform.ts";
import { opened } from "../../session/session.ts";
import { ChooseCommune } from "./choose-commune.tsx";
import { CodeScreen } from "./code-screen.tsx";
import { useEntering } from "./entering.ts";
import { FirstScreen } from "./first-screen.tsx";
import { InstallFirst } from "./install-first.tsx";
import { LinkScreen } from "./link-screen.tsx";
import { OpenInBrowser } from "./open-in-browser.tsx";
import { ScanScreen } from "./scan-screen.tsx";

type Step = "first" | "code" | "scan";

export function SignIn() {
  const [isHere, stay] = useState(false);
  const [step, goTo] = useState<Step>("first");
  const [digits, type] = useState("");
  const entering = useEntering();
  const { tried } = entering;
  const platform = platformHere(window);
  const secret = linkSecret.value;

  if (!isHere && opened.value.now === "nobody") {
    if (platform === "in_app") return <OpenInBrowser onStay={() => stay(true)} />;
    if (platform === "ios_browser") return <InstallFirst onStay={() => stay(true)} />;
  }
  if (tried.now === "choosing") {
    return <ChooseCommune entry={tried.entry} onChoose={entering.choose} />;
  }
  if (secret !== null) return <LinkScreen secret={secret} entering={entering} />;
  const back = () => {
    entering.clear();
    goTo("first");
  };
  if (step === "scan") return <ScanScreen onBack={back} />;
  if (step === "code") {
    return <CodeScreen digits={digits} onType={type} entering={entering} onBack={back} />;
  }
  return (
    <FirstScreen
      onScan={() => goTo("scan")}
      onType={(code = "") => {
        type(code);
        goTo("code");
      }}
    />
  );
}
