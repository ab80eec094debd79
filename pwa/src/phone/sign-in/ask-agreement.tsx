/** Before the book is first shown: what it keeps, and a yes or a no. */

import { useState } from "preact/hooks";
import type { Account } from "../../db/registry.ts";
import { t } from "../../i18n/t.ts";
import { agree } from "../../session/agreement.ts";
import { opened, useSession } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { NoticeText } from "../settings/notice-text.tsx";
import { SignOutSheet } from "../settings/sign-out-sheet.tsx";

export function AskAgreement({ account }: { account: Account }) {
  const [isLeaving, leave] = useState(false);
  const [isBusy, work] = useState(false);
  const session = useSession();
  const sayYes = () => {
    work(true);
    agree(session).catch((error: unknown) => {
      globalThis.reportError(error);
      opened.value = { now: "failed", error };
    });
  };
  return (
    <div class="screen">
      <AppBar onBack={() => leave(true)} />
      <main class="main">
        <h1 class="title">{t("sign_in.notice")}</h1>
        {account.name && <p class="lead">{t("notice.for", { name: account.name })}</p>}
        <NoticeText account={account} />
        <Button look="3" isFull onPress={() => leave(true)}>
          {t("sign_in.disagree")}
        </Button>
      </main>
      <FootBar>
        <Button look="1" isHero isBusy={isBusy} onPress={sayYes}>
          {t("sign_in.agree")}
        </Button>
      </FootBar>
      {isLeaving && (
        <SignOutSheet
          title={t("sign_in.disagree_title")}
          words={t("sign_in.disagree_why")}
          onClose={() => leave(false)}
        />
      )}
    </div>
  );
}
