/** A box to write to the police in, with the warning about numbers; its button stands elsewhere. */

import { useState } from "preact/hooks";
import { PrivacyWarning } from "../../ui/privacy-warning.tsx";
import { TextArea } from "../../ui/text-area.tsx";

const LONGEST = 2000; // what the server takes

/** A press on "send": with words it goes, without any the box says what is missing. */
export function useSend(
  id: string,
  text: string,
  onSend: (words: string) => void,
): { isBare: boolean; press: () => void } {
  const [isBare, tell] = useState(false);
  const words = text.trim();
  const press = (): void => {
    tell(words === "");
    if (words === "") document.getElementById(id)?.focus();
    else onSend(words);
  };
  return { isBare: isBare && words === "", press };
}

interface WriteBoxProps {
  id: string;
  label: string;
  hint: string;
  /** What is said where nothing was typed. */
  fault: string | undefined;
  text: string;
  onText: (text: string) => void;
  rows?: number;
}

export function WriteBox({ id, label, hint, fault, text, onText, rows = 3 }: WriteBoxProps) {
  return (
    <TextArea
      id={id}
      label={label}
      hint={hint}
      value={text}
      onText={onText}
      rows={rows}
      maxLength={LONGEST}
      fault={fault}
      warning={<PrivacyWarning text={text} onText={onText} />}
    />
  );
}
