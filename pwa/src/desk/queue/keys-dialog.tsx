/** Which key does what, and the switch that turns single keys off. */

import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { hasKeys, setKeys } from "../keys.ts";

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const keys: readonly (readonly [readonly string[], string])[] = [
    [["↑", "↓"], t("desk.keys_move")],
    [["Enter"], t("desk.keys_open")],
    [["C"], t("desk.keys_accept")],
    [["H"], t("desk.keys_ask")],
    [["U"], t("desk.keys_undo")],
    [["/"], t("desk.keys_search")],
    [["?"], t("desk.keys_this")],
    [["Esc"], t("desk.keys_close")],
    [["Ctrl", "Enter"], t("desk.keys_send")],
  ];
  return (
    <Sheet title={t("desk.keys")} onClose={onClose}>
      <dl class="keys">
        {keys.map(([caps, words]) => (
          <div key={words}>
            <dt>
              {caps.map((cap) => (
                <kbd class="key-cap" key={cap}>
                  {cap}
                </kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label class="keys-switch">
        <input
          type="checkbox"
          checked={hasKeys.value}
          onChange={(event) => setKeys(event.currentTarget.checked)}
        />
        <span>{t("desk.keys_on")}</span>
      </label>
      <Button look="1" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}
