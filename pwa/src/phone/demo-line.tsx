/** A demo says that it is one, at the foot of every screen. */

import { t } from "../i18n/t.ts";

export function DemoLine() {
  return <aside class="foot-note">{t("ui.demo")}</aside>;
}
