/** Choosing between the values of one place: whose they are, in words, and the act that settles it. */

import { t } from "../i18n/t.ts";
import type { Json } from "../lib/json.ts";
import { useSession } from "../session/session.ts";
import type { Shown } from "../sync/overlay.ts";
import { type Dispute, labelOfPlace, sayAt, settle } from "./siblings.ts";
import { kindOf, nameOfPerson, nameWithin, speakerNow } from "./speaker.ts";
import { type Saving, useSaving } from "./use-saving.tsx";

/** One value: whose it is, what it says, and what the button says that takes it. */
export interface Side {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly take: string;
  readonly settle: () => void;
}

export interface Settling {
  readonly label: string;
  /** What the book says now, then what others wrote. */
  readonly sides: readonly Side[];
  readonly saving: Saving;
}

export function useSettling(dispute: Dispute, shown: Shown): Settling {
  const session = useSession();
  const saving = useSaving();
  const { place, head, others } = dispute;
  const kind = kindOf(session, shown.kind);
  const sideOf = (id: string, title: string, value: Json | undefined, take: string): Side => ({
    id,
    title,
    words: sayAt(kind, place, value, speakerNow()),
    take,
    settle: () => saving.run(() => settle(session.phone, shown.id, dispute, value)),
  });
  const taking = (person: string): string =>
    person === session.account.person
      ? t("siblings.take_own")
      : t("siblings.take", { name: nameWithin(person, session) });
  return {
    label: labelOfPlace(kind, place),
    sides: [
      sideOf("", t("siblings.now"), head, t("siblings.keep")),
      ...others.map(({ revision, person, value }) => {
        const title = t("siblings.other", { name: nameOfPerson(person, session) });
        return sideOf(revision, title, value, taking(person));
      }),
    ],
    saving,
  };
}
