/** A narrow page with the app's mark: what stands before the desk. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { Icon } from "../ui/icon.tsx";

export function Front({ title, children }: { title?: string; children: ComponentChildren }) {
  return (
    <main class="front">
      <header class="front-head">
        <Icon name="gate" size="mark" />
        <h1 class="title">{title ?? t("app.name")}</h1>
      </header>
      {children}
    </main>
  );
}
