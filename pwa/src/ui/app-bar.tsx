/** The top of an inner screen: back as a word, and at most one thing at the right. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";
import { useSpoken } from "./spoken.ts";

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
    <header class="app-bar">
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
    </header>
  );
}

/**
 * "Đã lưu nháp" at the right of a form's bar, while it is so. Its room is kept while it is not, and
 * it is read aloud at most once a minute: it comes and goes with every word that is typed.
 */
export function DraftMark({ isSaved }: { isSaved: boolean }) {
  const spoken = useSpoken(isSaved ? t("form.draft_saved") : "");
  return (
    <>
      <span class="draft-mark" data-saved={isSaved}>
        <Icon name="circle-check" size="small" />
        <span>{t("form.draft_saved")}</span>
      </span>
      <span class="unseen" role="status">
        {spoken}
      </span>
    </>
  );
}
