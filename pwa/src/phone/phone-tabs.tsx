/** The three sections of the phone's app. */

import { t } from "../i18n/t.ts";
import { Tabs } from "../ui/tabs.tsx";

interface PhoneTabsProps {
  current: "today" | "book" | "settings";
  /** How many questions of the police wait for an answer. */
  asked?: number;
}

export function PhoneTabs({ current, asked = 0 }: PhoneTabsProps) {
  const tabs = [
    { id: "today", href: "/", icon: "house", label: t("tabs.today") },
    { id: "book", href: "/book", icon: "notebook-pen", label: t("tabs.book"), waiting: asked },
    { id: "settings", href: "/settings", icon: "settings", label: t("tabs.settings") },
  ];
  return <Tabs current={current} tabs={tabs} />;
}
