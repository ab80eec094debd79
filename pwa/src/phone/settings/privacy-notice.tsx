/** What the book keeps, where, and for how long; readable at any time. */

import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { useSession } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Note } from "../../ui/note.tsx";
import { goBack } from "../../ui/route.ts";
import { NoticeText } from "./notice-text.tsx";

export function PrivacyNotice() {
  const { account } = useSession();
  const { agreed } = account;
  return (
    <div class="screen">
      <AppBar onBack={() => goBack("/settings")} />
      <main class="main">
        <h1 class="title">{t("sign_in.notice")}</h1>
        {agreed && (
          <Note tone="done">
            <p>{t("notice.agreed", { when: sayWhen(agreed.at, new Date()) })}</p>
          </Note>
        )}
        <NoticeText account={account} />
      </main>
    </div>
  );
}
