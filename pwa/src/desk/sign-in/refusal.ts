/** Why an officer was not let in, in words. */

import { t } from "../../i18n/t.ts";
import type { Refused } from "../../session/sign-in-door.ts";

const MINUTE_S = 60;

export function sayRefusal({ why, waitS = MINUTE_S }: Refused): string {
  switch (why) {
    case "offline":
      return t("desk.sign_in_offline");
    case "too_often":
      return t("desk.too_often", { count: Math.max(1, Math.ceil(waitS / MINUTE_S)) });
    case "busy":
      return t("desk.busy");
    default:
      return t("desk.wrong");
  }
}
