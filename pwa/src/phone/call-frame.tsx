/** The frame of a screen below the tabs: where am I, whom can I call; the rest follows. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { dutyNumber } from "../session/directory.ts";
import { AppBar } from "../ui/app-bar.tsx";
import { telOf } from "../ui/call-buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { goBack } from "../ui/route.ts";

interface CallFrameProps {
  /** Where Back leads when the app was opened right here, and what that is called. */
  home: string;
  backWords: string;
  class?: string;
  children: ComponentChildren;
  foot?: ComponentChildren;
}

export function CallFrame(props: CallFrameProps) {
  const { home, backWords, class: look = "main", children, foot } = props;
  const number = dutyNumber.value;
  return (
    <div class="screen">
      <AppBar backWords={backWords} onBack={() => goBack(home)}>
        {number !== null && (
          <a class="back call-duty" href={telOf(number)}>
            <Icon name="phone-call" />
            <span>{t("call.duty_short")}</span>
          </a>
        )}
      </AppBar>
      <main class={look}>{children}</main>
      {foot}
    </div>
  );
}
