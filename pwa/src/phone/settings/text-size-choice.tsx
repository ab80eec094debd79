/** How large the letters are: each choice is written in its own size, with a line to try it on. */

import { t } from "../../i18n/t.ts";
import { textSize } from "../../session/looks.ts";
import { TEXT_SIZES } from "../../ui/appearance.ts";

const GROUP = "text-size";

export function TextSizeChoice() {
  return (
    <fieldset class="question" id={GROUP}>
      <legend class="label">{t("settings.text_size")}</legend>
      <div class="band">
        {TEXT_SIZES.map((size) => (
          <label key={size}>
            <input
              type="radio"
              name={GROUP}
              value={size}
              checked={size === textSize.value}
              onChange={() => {
                textSize.value = size;
              }}
            />
            <span class="segment">
              <b class={`letter letter-${size}`} aria-hidden="true">
                {"A"}
              </b>
              <span>{t(`settings.text_${size}`)}</span>
            </span>
          </label>
        ))}
      </div>
      <p class="sample">{t("settings.sample")}</p>
    </fieldset>
  );
}
