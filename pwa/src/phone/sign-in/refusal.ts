/** Why nobody was let in, in words: what happened, what is safe, what to do. */

import { t } from "../../i18n/t.ts";
import type { Refused } from "../../session/sign-in-door.ts";

const MINUTE_S = 60;

export function sayRefusal({ why, waitS = MINUTE_S }: Refused): string {
  switch (why) {
    case "offline":
      return t("sign_in.no_network");
    case "wrong":
      return t("sign_in.wrong_code");
    case "used":
      return t("sign_in.used_code");
    case "expired":
      return t("sign_in.expired_code");
    case "too_often":
      return t("sign_in.too_often", { count: Math.max(1, Math.ceil(waitS / MINUTE_S)) });
    case "busy":
      return t("sign_in.busy");
  }
}

/** Say whether the same invitation may still be used. */
export function isStillGood({ why }: Refused): boolean {
  return why === "offline" || why === "busy" || why === "too_often";
}
