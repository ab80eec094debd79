/** Our own keypad: it never covers what is typed, as the phone's does on a small screen. */

import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

interface KeypadProps {
  value: string;
  length: number;
  onType: (value: string) => void;
}

export function Keypad({ value, length, onType }: KeypadProps) {
  const type = (digit: string) => onType((value + digit).slice(0, length));
  return (
    <div class="keypad">
      {DIGITS.map((digit) => (
        <Key key={digit} digit={digit} onPress={type} />
      ))}
      <button type="button" class="key key-quiet" onClick={() => onType("")}>
        {t("keypad.clear")}
      </button>
      <Key digit="0" onPress={type} />
      <button
        type="button"
        class="key key-quiet"
        aria-label={t("keypad.delete")}
        onClick={() => onType(value.slice(0, -1))}
      >
        <Icon name="delete" size="large" />
      </button>
    </div>
  );
}

function Key({ digit, onPress }: { digit: string; onPress: (digit: string) => void }) {
  return (
    <button type="button" class="key" onClick={() => onPress(digit)}>
      {digit}
    </button>
  );
}
