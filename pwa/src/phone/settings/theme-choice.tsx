/** Light, dark, the lamp-light of a patrol, or as the phone has it; each drawn as it will be. */

import { t } from "../../i18n/t.ts";
import { theme } from "../../session/looks.ts";
import { THEMES, type Theme } from "../../ui/appearance.ts";
import { Icon } from "../../ui/icon.tsx";

const GROUP = "theme";

export function ThemeChoice() {
  return (
    <fieldset class="question" id={GROUP}>
      <legend class="label">{t("settings.theme")}</legend>
      <div class="themes">
        {THEMES.map((one) => (
          <label class="choice theme" key={one}>
            <input
              type="radio"
              name={GROUP}
              value={one}
              checked={one === theme.value}
              onChange={() => {
                theme.value = one;
              }}
            />
            <Preview of={one} />
            <span class="theme-mark">
              <Icon name="circle-check" />
            </span>
            <span class="theme-name">{t(`settings.theme_${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Preview({ of }: { of: Theme }) {
  const shown = of === "auto" ? (["light", "dark"] as const) : [of];
  return (
    <span class="theme-preview" aria-hidden="true">
      {shown.map((one) => (
        <span key={one} data-theme={one}>
          <i class="theme-text" />
          <i class="theme-button" />
        </span>
      ))}
    </span>
  );
}
