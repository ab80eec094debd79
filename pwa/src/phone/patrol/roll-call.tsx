/** Calling the group's members by name before the start: each is here, absent, or not called. */

import { t } from "../../i18n/t.ts";
import type { Option } from "../../kinds/kind.ts";

export type Called = Readonly<Record<string, boolean>>;

interface RollCallProps {
  members: readonly Option[];
  /** Member -> whether present; one that is not named was not called. */
  called: Called;
  fault?: string | undefined;
  onCall: (called: Called) => void;
}

export function RollCall({ members, called, fault, onCall }: RollCallProps) {
  const say = (id: string, isPresent: boolean) => {
    const { [id]: before, ...others } = called;
    onCall(before === isPresent ? others : { ...others, [id]: isPresent });
  };
  return (
    <section class="stack" aria-labelledby="roll-call-title">
      <ul class="list roll-call">
        {members.map(({ id, label }) => (
          <li key={id} class="roll-row">
            <span class="roll-name" id={`member-${id}`}>
              {label}
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside */}
            <span class="roll-answers" role="group" aria-labelledby={`member-${id}`}>
              <Answer
                words={t("patrol.present")}
                isOn={called[id] === true}
                onPress={() => say(id, true)}
              />
              <Answer
                words={t("patrol.absent")}
                isOn={called[id] === false}
                onPress={() => say(id, false)}
              />
            </span>
          </li>
        ))}
      </ul>
      <div role="status">{fault && <p class="fault">{fault}</p>}</div>
    </section>
  );
}

interface AnswerProps {
  words: string;
  isOn: boolean;
  onPress: () => void;
}

function Answer({ words, isOn, onPress }: AnswerProps) {
  return (
    <button type="button" class="toggle" aria-pressed={isOn} onClick={onPress}>
      {words}
    </button>
  );
}
