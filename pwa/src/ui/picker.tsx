/** A list to choose from that is too long for the screen: a field that opens a sheet with search. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { finds } from "../lib/search.ts";
import { Button } from "./button.tsx";
import { ChoiceMany, ChoiceOne, type ChoiceOption } from "./choice.tsx";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { type Asked, describedBy, QuestionGroup } from "./question.tsx";
import { Sheet } from "./sheet.tsx";

const SEARCH_FROM = 8; // fewer fit on one screen

interface PickerProps extends Asked {
  options: readonly ChoiceOption[];
  values: readonly string[];
  isMany: boolean;
  onChoose: (codes: string[]) => void;
}

export function Picker(props: PickerProps) {
  const { id, label, options, values, isMany, onChoose } = props;
  const [isOpen, open] = useState(false);
  const words = values.map((code) => labelOf(options, code)).join(", ");
  return (
    <QuestionGroup asked={props} frameId={`${props.id}-frame`}>
      <button
        type="button"
        id={id}
        class="input picker"
        aria-haspopup="dialog"
        aria-describedby={describedBy(props)}
        disabled={props.isReadOnly}
        onClick={() => open(true)}
      >
        <span class={words ? "grow" : "grow quiet"}>{words || t("form.not_chosen")}</span>
        <Icon name="chevron-down" />
      </button>
      {isOpen && (
        <PickerSheet
          title={label}
          options={options}
          values={values}
          isMany={isMany}
          onClose={() => open(false)}
          onChoose={(codes) => {
            onChoose(codes);
            if (!isMany) open(false);
          }}
        />
      )}
      {props.isOptional && values.length > 0 && !isMany && !props.isReadOnly && (
        <Button look="3" icon="x" onPress={() => onChoose([])}>
          {t("form.clear")}
        </Button>
      )}
    </QuestionGroup>
  );
}

interface PickerSheetProps {
  title: string;
  options: readonly ChoiceOption[];
  values: readonly string[];
  isMany: boolean;
  onChoose: (codes: string[]) => void;
  onClose: () => void;
}

function PickerSheet({ title, options, values, isMany, onChoose, onClose }: PickerSheetProps) {
  const [query, ask] = useState("");
  const found = options.filter(({ label, detail }) => finds(query, `${label} ${detail ?? ""}`));
  const shared = { id: "picker-options", label: title, options: found };
  return (
    <Sheet title={title} onClose={onClose}>
      {options.length >= SEARCH_FROM && (
        <Field
          id="picker-search"
          label={t("ui.search")}
          hint={t("ui.search_hint")}
          inputMode="search"
          value={query}
          onText={ask}
        />
      )}
      <div class="picker-list">
        {found.length === 0 && (
          <p role="status">
            {options.length === 0 ? t("form.nothing_to_choose") : t("ui.nothing_found")}
          </p>
        )}
        {found.length > 0 && isMany && (
          <ChoiceMany {...shared} values={values} onChoose={onChoose} />
        )}
        {found.length > 0 && !isMany && (
          <ChoiceOne
            {...shared}
            value={values[0] ?? null}
            onChoose={(code) => onChoose(code === null ? [] : [code])}
          />
        )}
      </div>
      <Button look={isMany ? "1" : "3"} isFull onPress={onClose}>
        {isMany ? t("ui.done") : t("ui.close")}
      </Button>
    </Sheet>
  );
}

function labelOf(options: readonly ChoiceOption[], code: string): string {
  return options.find((option) => option.code === code)?.label ?? t("form.unknown_option");
}
