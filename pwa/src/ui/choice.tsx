/** One of several, or some of them: thick edge, fill, mark and bold show what is chosen. */

import { t } from "../i18n/t.ts";
import { Button } from "./button.tsx";
import { type Asked, QuestionGroup } from "./question.tsx";

export interface ChoiceOption {
  code: string;
  label: string;
  detail?: string | undefined;
  isDisabled?: boolean;
}

const SHORT_LETTERS = 13; // two of these stand side by side on the narrowest phone
const TIDY_COUNT = 6; // up to here one long answer puts all of them one under another

interface ChoiceOneProps extends Asked {
  options: readonly ChoiceOption[];
  value: string | null;
  /** Null when a choice that may be left open was cleared. */
  onChoose: (code: string | null) => void;
}

export function ChoiceOne(props: ChoiceOneProps) {
  const { value, onChoose } = props;
  return (
    <QuestionGroup asked={props}>
      <Marks {...props} type="radio" isOn={(code) => code === value} onToggle={onChoose} />
      {props.isOptional && value !== null && !props.isReadOnly && (
        <Button look="3" icon="x" onPress={() => onChoose(null)}>
          {t("form.clear")}
        </Button>
      )}
    </QuestionGroup>
  );
}

interface ChoiceManyProps extends Asked {
  options: readonly ChoiceOption[];
  values: readonly string[];
  onChoose: (codes: string[]) => void;
}

export function ChoiceMany(props: ChoiceManyProps) {
  const { values, onChoose } = props;
  const toggle = (code: string) =>
    onChoose(values.includes(code) ? values.filter((one) => one !== code) : [...values, code]);
  return (
    <QuestionGroup asked={props}>
      <Marks {...props} type="checkbox" isOn={(code) => values.includes(code)} onToggle={toggle} />
    </QuestionGroup>
  );
}

interface MarksProps extends Asked {
  type: "radio" | "checkbox";
  options: readonly ChoiceOption[];
  isOn: (code: string) => boolean;
  onToggle: (code: string) => void;
}

function Marks({ id, type, options, isReadOnly, isOn, onToggle }: MarksProps) {
  const wide = wideOf(options);
  return (
    <div class={gridOf(options)}>
      {options.map((option) => (
        <ChoiceMark
          key={option.code}
          type={type}
          name={id}
          option={option}
          isWide={wide.has(option.code)}
          isOn={isOn(option.code)}
          isDisabled={isReadOnly}
          onToggle={() => onToggle(option.code)}
        />
      ))}
    </div>
  );
}

interface ChoiceMarkProps {
  type: "radio" | "checkbox";
  name: string;
  option: ChoiceOption;
  isWide: boolean;
  isOn: boolean;
  isDisabled?: boolean | undefined;
  onToggle: () => void;
}

function ChoiceMark({ type, name, option, isWide, isOn, isDisabled, onToggle }: ChoiceMarkProps) {
  return (
    <label class={`choice choice-${type}${isWide ? " choice-long" : ""}`}>
      <input
        type={type}
        name={name}
        value={option.code}
        checked={isOn}
        disabled={isDisabled || option.isDisabled}
        onChange={onToggle}
      />
      <span class="choice-mark" aria-hidden="true" />
      <span class="grow">
        {option.label}
        {option.detail && <span class="row-detail">{option.detail}</span>}
      </span>
    </label>
  );
}

/** Long lists put their short answers two by two, so that there is less to scroll. */
function gridOf(options: readonly ChoiceOption[]): string {
  const isMixed = options.length > TIDY_COUNT && !options.every(isLong);
  return isMixed || !options.some(isLong) ? "choices choices-two" : "choices";
}

/** The answers that take a whole line: long ones, and a short one that would leave half of it bare. */
function wideOf(options: readonly ChoiceOption[]): ReadonlySet<string> {
  const wide = new Set<string>();
  let alone: string | null = null;
  for (const option of options) {
    if (!isLong(option)) {
      alone = alone === null ? option.code : null;
      continue;
    }
    wide.add(option.code);
    if (alone !== null) wide.add(alone);
    alone = null;
  }
  if (alone !== null) wide.add(alone);
  return wide;
}

function isLong({ label, detail }: ChoiceOption): boolean {
  return label.length > SHORT_LETTERS || detail !== undefined;
}
