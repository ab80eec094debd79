/** What the earlier steps hold, to look over before it is saved. */

import { t, tl } from "../i18n/t.ts";
import type { Content } from "../kinds/kind.ts";
import { Button } from "../ui/button.tsx";
import { fieldsNamed, isAsked } from "./content.ts";
import { sayValue } from "./say-value.ts";
import { useTools } from "./tools.ts";

interface SummaryProps {
  content: Content;
  /** How many of the kind's steps to sum up, from the first. */
  steps: number;
  onEdit: (step: number) => void;
}

export function Summary({ content, steps, onEdit }: SummaryProps) {
  const tools = useTools();
  const { kind } = tools;
  return (
    <section class="stack">
      <h2 class="heading">{t("form.review")}</h2>
      <dl class="card answers">
        {kind.steps.slice(0, steps).map((step, place) => {
          const said = fieldsNamed(kind, step.fields)
            .filter((field) => isAsked(field, kind.fields, content))
            .map((field) => sayValue(field, content[field.name], tools))
            .filter(Boolean);
          return (
            <div key={step.id}>
              <dt>{tl(step.labels)}</dt>
              <dd>{said.join("\n") || t("form.none_yet")}</dd>
              <dd class="answer-edit">
                <Button
                  look="3"
                  label={`${t("ui.edit")}: ${tl(step.labels)}`}
                  onPress={() => onEdit(place)}
                >
                  {t("ui.edit")}
                </Button>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
