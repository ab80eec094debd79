/** That this one step needs a network; or that there is none now, and that nothing is used up. */

import { t } from "../../i18n/t.ts";
import type { Refused } from "../../session/sign-in-door.ts";
import { Icon } from "../../ui/icon.tsx";
import { isStillGood, sayRefusal } from "./refusal.ts";

/** Nothing where the server has spoken: the field's own fault needs the room. */
export function NetworkLine({ refused }: { refused: Refused | null }) {
  if (refused && !isStillGood(refused)) return null;
  return (
    <div role="status">
      {refused ? (
        <div class="note tone-wait">
          <Icon name={refused.why === "offline" ? "wifi-off" : "clock"} />
          <div class="grow">
            <p>{sayRefusal(refused)}</p>
            <p>{t("sign_in.still_good")}</p>
          </div>
        </div>
      ) : (
        <p class="line quiet">
          <Icon name="wifi-off" />
          <span class="grow">{t("sign_in.needs_network")}</span>
        </p>
      )}
    </div>
  );
}
