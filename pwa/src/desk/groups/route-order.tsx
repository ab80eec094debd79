/** In which order a route's checkpoints come, and the way to change it. */

import { t } from "../../i18n/t.ts";
import type { Content } from "../../kinds/kind.ts";
import { nameOf } from "../../session/directory.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { Icon } from "../../ui/icon.tsx";
import { isWide } from "../width.ts";
import { broughtForward } from "./order.ts";

const FIELD = "checkpoints";

interface RouteOrderProps {
  draft: FormDraft;
  onChange: (content: Content, path: string) => void;
}

export function RouteOrder({ draft: { content }, onChange }: RouteOrderProps) {
  const list = content[FIELD];
  const ids = Array.isArray(list) ? list.map(String) : [];
  if (ids.length < 2) return null;
  const Part = isWide.value ? "h3" : "h2";
  return (
    <section class="stack" aria-label={t("directory.order")}>
      <Part class="label">{t("directory.order")}</Part>
      <ol class="route-order">
        {ids.map((id, at) => (
          <li key={id}>
            <span class="grow">{`${at + 1}. ${nameOf(id)}`}</span>
            {at > 0 && (
              <button
                type="button"
                class="phone-more"
                aria-label={t("directory.earlier", { name: nameOf(id) })}
                onClick={() => onChange({ ...content, [FIELD]: broughtForward(ids, at) }, FIELD)}
              >
                <Icon name="chevron-down" />
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
