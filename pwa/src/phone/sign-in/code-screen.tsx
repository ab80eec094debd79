/** Six digits from the paper. Nothing goes by itself: the person presses when they are right. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeField } from "../../ui/code-field.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Keypad } from "../../ui/keypad.tsx";
import type { Entering } from "./entering.ts";
import { NetworkLine } from "./network-line.tsx";
import { isStillGood, sayRefusal } from "./refusal.ts";

const DIGITS = 6;
const FIELD = "code";

interface CodeScreenProps {
  digits: string;
  onType: (digits: string) => void;
  entering: Entering;
  onBack: () => void;
}

export function CodeScreen({ digits, onType, entering, onBack }: CodeScreenProps) {
  const { tried } = entering;
  const isAsking = tried.now === "asking";
  const refused = tried.now === "refused" ? tried.refused : null;
  const fault = refused && !isStillGood(refused) ? sayRefusal(refused) : undefined;
  const type = (typed: string) => {
    if (isAsking) return;
    entering.clear();
    onType(typed);
  };
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    if (fault !== undefined) document.getElementById(FIELD)?.focus(); // and is read out with it
  }, [fault]);
  return (
    <form
      class="screen"
      onSubmit={(event) => {
        event.preventDefault();
        if (digits.length === DIGITS && !isAsking) entering.ask({ code: digits });
      }}
    >
      <AppBar onBack={onBack} />
      <main class="main code-screen">
        <h1 class="title" tabIndex={-1} ref={title}>
          {t("sign_in.type_title")}
        </h1>
        <CodeField
          id={FIELD}
          label={t("sign_in.code")}
          hint={t("sign_in.code_hint")}
          fault={fault}
          value={digits}
          length={DIGITS}
          hasKeypad
          onCode={type}
        />
        <NetworkLine refused={refused} />
        <Keypad value={digits} length={DIGITS} onType={type} />
      </main>
      <FootBar>
        <Button
          look="1"
          isFull
          isSubmit
          isDisabled={digits.length < DIGITS}
          isBusy={isAsking}
          busyWords={t("sign_in.asking")}
        >
          {t("sign_in.go")}
        </Button>
      </FootBar>
    </form>
  );
}
