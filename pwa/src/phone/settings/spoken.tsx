/** In which language, and by which word, the app speaks to its reader. */

import { useState } from "preact/hooks";
import { HONORIFICS, honorific, LANGUAGES, language } from "../../i18n/language.ts";
import { addressOf, t } from "../../i18n/t.ts";
import { speak } from "../../i18n/words.ts";
import { capitalise } from "../../lib/words.ts";
import { me } from "../../session/directory.ts";
import { isHonorificChosen } from "../../session/looks.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceOne, type ChoiceOption } from "../../ui/choice.tsx";
import { List, Row } from "../../ui/row.tsx";
import { Sheet } from "../../ui/sheet.tsx";

type Asked = "address" | "language";

export function Spoken() {
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  return (
    <>
      <List>
        <Row
          title={t("settings.call_me")}
          detail={[addressOf(), givenName()].filter(Boolean).join(" ")}
          onPress={() => ask("address")}
        />
        <Row
          title={t("settings.language")}
          detail={t(`settings.language_${language.value}`)}
          onPress={() => ask("language")}
        />
      </List>
      {asked === "address" && (
        <ChoiceSheet
          title={t("settings.call_me")}
          options={HONORIFICS.map((code) => ({ code, label: capitalise(addressOf(code)) }))}
          value={honorific.value}
          onChoose={(chosen) => {
            honorific.value = HONORIFICS.find((one) => one === chosen) ?? honorific.value;
            isHonorificChosen.value = true;
          }}
          onClose={close}
        />
      )}
      {asked === "language" && (
        <ChoiceSheet
          title={t("settings.language")}
          options={LANGUAGES.map((code) => ({ code, label: t(`settings.language_${code}`) }))}
          value={language.value}
          onChoose={(chosen) => {
            void speak(LANGUAGES.find((one) => one === chosen) ?? language.value);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** "Hùng": the last word of the name. */
function givenName(): string {
  const name = me.value?.content["name"];
  return typeof name === "string" ? (name.trim().split(/\s+/).at(-1) ?? "") : "";
}

interface ChoiceSheetProps {
  title: string;
  options: readonly ChoiceOption[];
  value: string;
  onChoose: (code: string) => void;
  onClose: () => void;
}

function ChoiceSheet({ title, options, value, onChoose, onClose }: ChoiceSheetProps) {
  return (
    <Sheet title={title} onClose={onClose}>
      <div class="picker-list">
        <ChoiceOne
          id="choice"
          label={title}
          options={options}
          value={value}
          onChoose={(code) => code !== null && onChoose(code)}
        />
      </div>
      <Button look="1" isFull onPress={onClose}>
        {t("ui.done")}
      </Button>
    </Sheet>
  );
}
