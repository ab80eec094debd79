/** The three sections of the app, at the foot of their screens. */

import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";

export interface Tab {
  id: string;
  href: string;
  icon: string;
  label: string;
  /** How many wait there for the reader. */
  waiting?: number;
}

export function Tabs({ tabs, current }: { tabs: readonly Tab[]; current: string }) {
  return (
    <nav class="tabs" aria-label={t("tabs.label")}>
      {tabs.map((tab) => (
        <a key={tab.id} href={tab.href} aria-current={tab.id === current ? "page" : undefined}>
          <span class="tab-icon">
            <Icon name={tab.icon} />
            {!!tab.waiting && (
              <span class="tab-count" aria-hidden="true">
                {tab.waiting}
              </span>
            )}
          </span>
          <span>{tab.label}</span>
          {!!tab.waiting && (
            <span class="unseen">{t("ui.waiting_count", { count: tab.waiting })}</span>
          )}
        </a>
      ))}
    </nav>
  );
}
