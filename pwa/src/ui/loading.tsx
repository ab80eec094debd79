/** Still grey bars while the phone reads its own store; nothing at all when that is quick. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { Button } from "./button.tsx";

const SHOW_AFTER_MS = 300;
const EXPLAIN_AFTER_MS = 5000;

export function Loading({ onRetry }: { onRetry?: () => void }) {
  const [stage, go] = useState<"quick" | "shown" | "slow">("quick");
  useEffect(() => {
    const timers = [
      setTimeout(() => go("shown"), SHOW_AFTER_MS),
      setTimeout(() => go("slow"), EXPLAIN_AFTER_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return <LoadingAt stage={stage} {...(onRetry ? { onRetry } : {})} />;
}

interface LoadingAtProps {
  stage: "quick" | "shown" | "slow";
  onRetry?: () => void;
}

/** The loading screen at one stage. */
export function LoadingAt({ stage, onRetry }: LoadingAtProps) {
  if (stage === "quick") return null;
  return (
    <div class="loading">
      <p role="status">{stage === "slow" ? t("app.opening_slow") : t("app.opening")}</p>
      <div class="grey-bars" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      {stage === "slow" && onRetry && (
        <Button look="2" onPress={onRetry}>
          {t("ui.retry")}
        </Button>
      )}
    </div>
  );
}
