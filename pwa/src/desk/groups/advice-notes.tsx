/** What saving this brings about, in words, beside the button that saves it. */

import { type PlainKey, t } from "../../i18n/t.ts";
import type { Content } from "../../kinds/kind.ts";
import { nameOf, nameOfMember, placesOfKind } from "../../session/directory.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { type Advice, adviceOn } from "./advice.ts";

interface AdviceNotesProps {
  draft: FormDraft;
  onChange: (content: Content, path: string) => void;
}

const PLAIN: Readonly<Record<Exclude<Advice["what"], "second_leader" | "same_name">, PlainKey>> = {
  moves: "directory.moves_advice",
  leaves: "directory.leaves_advice",
  no_leader: "directory.no_leader_advice",
  dissolves: "directory.dissolves_advice",
};

/** Always in the page, so that a screen reader hears what comes into it. */
export function AdviceNotes({ draft, onChange }: AdviceNotesProps) {
  return (
    <div class="advice" role="status">
      {adviceOn(draft, placesOfKind("member")).map((advice) => (
        <Note key={advice.what} tone="wait">
          <p>{wordsOf(advice)}</p>
          {advice.what === "same_name" && (
            <Button look="2" onPress={() => onChange(samePerson(draft, advice.other), "name")}>
              {t("directory.same_person")}
            </Button>
          )}
        </Note>
      ))}
    </div>
  );
}

function wordsOf(advice: Advice): string {
  switch (advice.what) {
    case "second_leader":
      return t("directory.second_leader_advice", { name: nameOfMember(advice.other) });
    case "same_name":
      return t("directory.same_name_advice", { group: nameOf(advice.other.content["group"]) });
    default:
      return t(PLAIN[advice.what]);
  }
}

/** One account: he signs in once, and is in both groups. */
function samePerson({ content }: FormDraft, { content: known }: { content: Content }): Content {
  const { account = null, called_as } = known;
  return { ...content, account, ...(called_as !== undefined && { called_as }) };
}
