/** Before anybody is signed in: what this is, how to begin, whom to call. */

import { useEffect, useState } from "preact/hooks";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/t.ts";
import { speak } from "../../i18n/words.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { canScan } from "../../session/scanner.ts";
import { opened } from "../../session/session.ts";
import { findDemo } from "../../session/sign-in.ts";
import type { DemoSignIn } from "../../session/sign-in-door.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { goBack } from "../../ui/route.ts";
import { List, Row } from "../../ui/row.tsx";
import { DemoLine } from "../demo-line.tsx";

interface FirstScreenProps {
  onScan: () => void;
  /** With the digits, where a demo's row was pressed. */
  onType: (code?: string) => void;
}

export function FirstScreen({ onScan, onType }: FirstScreenProps) {
  const demo = useDemo();
  const hasBook = opened.value.now === "open";
  return (
    <div class="screen">
      {hasBook && <AppBar onBack={() => goBack("/")} />}
      <main class="main sign-in">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{hasBook ? t("sign_in.anew") : t("app.name")}</h1>
          <p class="quiet">{hasBook ? t("sign_in.anew_detail") : t("app.summary")}</p>
        </header>
        {!hasBook && <Steps />}
        <Ways onScan={onScan} onType={onType} />
        {demo && <DemoSignIns signIns={demo} onChoose={onType} />}
        <section class="stack">
          <h2 class="heading">{t("sign_in.help")}</h2>
          <CallButtons dutyNumber={lastDutyNumber.value} />
        </section>
        <OtherLanguage />
      </main>
      {demo && !hasBook && <DemoLine />}
    </div>
  );
}

function Steps() {
  const steps = [t("sign_in.step_ask"), t("sign_in.step_code"), t("sign_in.step_agree")];
  return (
    <section class="card sign-in-steps">
      <h2 class="heading">{t("sign_in.first")}</h2>
      <ol class="numbered">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}

/** A way that this phone does not have is not offered: its camera reads the square as well. */
function Ways({ onScan, onType }: FirstScreenProps) {
  const [hasScanner, tell] = useState(false);
  useEffect(() => {
    canScan().then(tell, globalThis.reportError);
  }, []);
  if (!hasScanner) {
    return (
      <section class="stack sign-in-ways">
        <Button look="1" isHero icon="keyboard" onPress={() => onType()}>
          {t("sign_in.type")}
        </Button>
        <p class="line">
          <Icon name="scan-qr-code" />
          <span class="grow">{t("sign_in.scan_outside")}</span>
        </p>
      </section>
    );
  }
  return (
    <section class="stack sign-in-ways">
      <Button look="1" isHero icon="scan-qr-code" onPress={onScan}>
        {t("sign_in.scan")}
      </Button>
      <Button look="2" isFull icon="keyboard" onPress={() => onType()}>
        {t("sign_in.type")}
      </Button>
    </section>
  );
}

function useDemo(): readonly DemoSignIn[] | null {
  const [demo, show] = useState<readonly DemoSignIn[] | null>(null);
  useEffect(() => {
    findDemo().then(show, globalThis.reportError);
  }, []);
  return demo;
}

interface DemoSignInsProps {
  signIns: readonly DemoSignIn[];
  onChoose: (code: string) => void;
}

function DemoSignIns({ signIns, onChoose }: DemoSignInsProps) {
  return (
    <section class="stack">
      <h2 class="heading">{t("sign_in.demo")}</h2>
      <List>
        {signIns.map(({ code, name, role }) => (
          <Row
            key={code}
            title={name}
            detail={roleHere(role)}
            icon="user"
            onPress={() => onChoose(code)}
          />
        ))}
      </List>
    </section>
  );
}

/** The demo says everybody's part in both languages, the English one in brackets behind. */
function roleHere(role: string): string {
  return language.value === "vi" ? role.replace(/ \([^)]*\)$/, "") : role;
}

/** In its own language, for whoever can't read the one shown. */
function OtherLanguage() {
  const other = language.value === "vi" ? "en" : "vi";
  return (
    <Button look="3" isFull icon="languages" onPress={() => void speak(other)}>
      {t(`settings.language_${other}`)}
    </Button>
  );
}
