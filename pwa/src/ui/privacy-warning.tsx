/** Says what was seen in a text that should not be kept, and removes it with one tap. */

import { type PlainKey, t } from "../i18n/t.ts";
import { type Finding, findPersonal, removeSpan } from "../lib/privacy.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

const WARNINGS: Readonly<Record<Finding, PlainKey>> = {
  phone: "privacy.phone",
  identity: "privacy.identity",
  plate: "privacy.plate",
};

interface PrivacyWarningProps {
  text: string;
  onText: (text: string) => void;
}

/** Warns of the first such stretch of the text; nothing where there is none. */
export function PrivacyWarning({ text, onText }: PrivacyWarningProps) {
  const span = findPersonal(text)[0];
  return (
    <div class="privacy-warning" role="status">
      {span && (
        <>
          <p class="fault">
            <Icon name="triangle-alert" />
            <span>
              {t(WARNINGS[span.what])} <mark>{text.slice(span.start, span.end)}</mark>
            </span>
          </p>
          <Button look="2" isFull onPress={() => onText(removeSpan(text, span))}>
            {t(span.what === "plate" ? "privacy.remove_plate" : "privacy.remove_number")}
          </Button>
        </>
      )}
    </div>
  );
}
