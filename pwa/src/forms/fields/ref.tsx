/** One record of the directory, or several, chosen from those that the screen offers. */

import type { Option } from "../../kinds/kind.ts";
import { ChoiceMany, ChoiceOne, type ChoiceOption } from "../../ui/choice.tsx";
import { Picker } from "../../ui/picker.tsx";
import { askedOf } from "../asked.ts";
import { type FieldProps, useTools } from "../tools.ts";

const LISTED_MAX = 6; // more go behind a field that opens a sheet with search

export function RefField(props: FieldProps) {
  const { field, content, onValue } = props;
  const options = useOptions(props);
  const value = content[field.name];
  const chosen = typeof value === "string" ? value : null;
  if (options.length === 0 || options.length > LISTED_MAX || !isKnown(options, chosen)) {
    return (
      <Picker
        {...askedOf(props)}
        options={options}
        values={chosen === null ? [] : [chosen]}
        isMany={false}
        onChoose={([id]) => onValue(id ?? null)}
      />
    );
  }
  return (
    <ChoiceOne
      {...askedOf(props)}
      options={options}
      value={chosen}
      onChoose={(id) => onValue(id)}
    />
  );
}

export function RefsField(props: FieldProps) {
  const { field, content, onValue } = props;
  const options = useOptions(props);
  const value = content[field.name];
  const values = Array.isArray(value) ? value.map(String) : [];
  const choose = (ids: string[]) => onValue(ids.length > 0 ? ids : null);
  const isListed = options.length > 0 && options.length <= LISTED_MAX;
  if (isListed && values.every((id) => isKnown(options, id))) {
    return <ChoiceMany {...askedOf(props)} options={options} values={values} onChoose={choose} />;
  }
  return <Picker {...askedOf(props)} options={options} values={values} isMany onChoose={choose} />;
}

/** What a ref may name, as choices. */
export function choicesOf(options: readonly Option[]): ChoiceOption[] {
  return options.map(({ id, label, detail }) => ({ code: id, label, detail }));
}

function useOptions({ field }: FieldProps): ChoiceOption[] {
  return choicesOf(useTools().options(field.ref ?? ""));
}

function isKnown(options: readonly ChoiceOption[], id: string | null): boolean {
  return id === null || options.some(({ code }) => code === id);
}
