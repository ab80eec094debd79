/** In a chat app's own browser the book would be lost with the chat: go to the phone's browser. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { linkSecret } from "../../session/invitation-link.ts";
import { isApplePhone } from "../../session/platform.ts";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";

export function OpenInBrowser({ onStay }: { onStay: () => void }) {
  const browser = isApplePhone(window) ? "Safari" : "Chrome";
  const steps = [
    t("sign_in.browser_copy"),
    t("sign_in.browser_open", { browser }),
    t("sign_in.browser_paste"),
  ];
  return (
    <div class="screen">
      <main class="main sign-in">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{t("sign_in.browser_title", { browser })}</h1>
          <p>{t("sign_in.browser_why")}</p>
        </header>
        <section class="card">
          <ol class="numbered">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <CopyLink />
        <CallButtons dutyNumber={lastDutyNumber.value} />
        <Button look="3" isFull onPress={onStay}>
          {t("sign_in.stay")}
        </Button>
      </main>
    </div>
  );
}

/** The secret goes along: the link has not been used here. */
function CopyLink() {
  const [copied, tell] = useState<boolean | null>(null);
  const secret = linkSecret.value;
  const link = `${window.location.origin}/${secret === null ? "" : `#/join/${secret}`}`;
  const copy = () => {
    const writing = navigator.clipboard?.writeText(link) ?? Promise.reject(new TypeError("none"));
    writing.then(
      () => tell(true),
      () => tell(false),
    );
  };
  return (
    <section class="stack">
      <Button look="1" isHero icon="copy" onPress={copy}>
        {t("sign_in.copy")}
      </Button>
      <div role="status">
        {copied === true && (
          <Note tone="done">
            <p>{t("sign_in.copied")}</p>
          </Note>
        )}
        {copied === false && (
          <Note tone="wait">
            <p>{t("sign_in.copy_failed")}</p>
            <p class="link-text">{link}</p>
          </Note>
        )}
      </div>
    </section>
  );
}
