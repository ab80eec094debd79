/** The phones while the screen is open: asked for at its start and whenever the book has moved. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { changes, useSession } from "../../session/session.ts";
import {
  type Asker,
  askForPhones,
  askToChange,
  type Phone,
  type PhoneState,
  type Refusal,
} from "./phones.ts";

export interface Phones {
  /** Null before the first answer. */
  readonly all: readonly Phone[] | null;
  /** When that answer came. */
  readonly askedAt: Date | null;
  /** Why the latest question got no answer. */
  readonly refusal: Refusal | null;
  /** Put a phone into a state; null: done. */
  readonly change: (phone: Phone, state: PhoneState) => Promise<Refusal | null>;
}

const browserFetch = (url: string, parts?: RequestInit) => globalThis.fetch(url, parts);

export function usePhones(): Phones {
  const { account, phone } = useSession();
  const asker: Asker = { communeId: account.communeId, token: phone.owner.token };
  const [known, keep] = useState<Pick<Phones, "all" | "askedAt">>({ all: null, askedAt: null });
  const [refusal, tell] = useState<Refusal | null>(null);
  const latest = useRef(0);
  const ask = async (): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const answer = await askForPhones(browserFetch, asker);
    if (mine !== latest.current) return;
    if (typeof answer !== "string") keep({ all: answer, askedAt: new Date() });
    tell(typeof answer === "string" ? answer : null);
  };
  const change = changes.value;
  useEffect(() => {
    void ask();
  }, [change, account.communeId]);
  useEffect(() => {
    const ends = new AbortController();
    const again = (): void => void ask();
    for (const name of ["online", "offline"]) {
      window.addEventListener(name, again, { signal: ends.signal });
    }
    return () => {
      latest.current += 1;
      ends.abort();
    };
  }, []);
  return {
    ...known,
    refusal,
    change: async ({ id }, state) => {
      const done = await askToChange(browserFetch, asker, id, state, REASONS[state]());
      if (typeof done === "string") return done;
      void ask(); // whatever is on its way may be from before the change
      keep(({ all, askedAt }) => ({
        all: all?.map((one) => (one.id === id ? { ...one, state: done.state } : one)) ?? null,
        askedAt,
      }));
      return null;
    },
  };
}

/** What the access log keeps as the reason. */
const REASONS: Readonly<Record<PhoneState, () => string>> = {
  active: () => t("groups.reason_unlock"),
  locked: () => t("groups.reason_lock"),
  retired: () => t("groups.retired"),
  stolen: () => t("groups.reason_stolen"),
};
