/** The top of an inner screen: back as a word, and at most one thing at the right. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";

interface AppBarProps {
  /** Where back leads, when it is not simply "back". */
  backWords?: string;
  backHref?: string;
  onBack?: () => void;
  children?: ComponentChildren;
}

export function AppBar({ backWords, backHref, onBack, children }: AppBarProps) {
  const inner = (
    <>
      <Icon name="chevron-left" />
      <span>{backWords ?? t("ui.back")}</span>
    </>
  );
  return (
    <div class="app-bar">
      {backHref === undefined ? (
        <button type="button" class="back" onClick={onBack}>
          {inner}
        </button>
      ) : (
        <a class="back" href={backHref} onClick={onBack}>
          {inner}
        </a>
      )}
      {children}
    </div>
  );
}

/** "Đã lưu nháp" at the right of a form's bar. */
export function DraftMark() {
  return (
    <span class="draft-mark" role="status">
      <Icon name="circle-check" size="small" />
      <span>{t("form.draft_saved")}</span>
    </span>
  );
}
