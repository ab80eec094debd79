/** The password, hidden while it is typed, and shown to whoever asks for it. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Question } from "../../ui/question.tsx";

interface PasswordFieldProps {
  value: string;
  onText: (text: string) => void;
}

export function PasswordField({ value, onText }: PasswordFieldProps) {
  const [isShown, show] = useState(false);
  return (
    <Question asked={{ id: "password", label: t("desk.password") }}>
      <span class="line">
        <input
          id="password"
          class="input grow"
          type={(isShown ? "text" : "password") as "password"}
          autoComplete="current-password"
          autoCapitalize="off"
          spellcheck={false}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
        <Button look="3" onPress={() => show(!isShown)}>
          {isShown ? t("desk.hide") : t("desk.show")}
        </Button>
      </span>
    </Question>
  );
}
