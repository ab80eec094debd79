/** A link to a kind that this phone does not know, or in which this person may not write. */

import { t } from "../../i18n/t.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

export function UnknownKind() {
  return (
    <div class="screen">
      <AppBar backHref="/" backWords={t("tabs.today")} />
      <main class="main">
        <h1 class="title">{t("form.cannot_write")}</h1>
        <EmptyState icon="notebook-pen" words={t("form.cannot_write_why")}>
          <Button look="2" href="/">
            {t("form.go_home")}
          </Button>
        </EmptyState>
      </main>
    </div>
  );
}
