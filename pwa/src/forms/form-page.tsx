/** One step of a form, or all of them on one page. */

import { t, tl } from "../i18n/t.ts";
import type { Step } from "../kinds/kind.ts";
import { Button } from "../ui/button.tsx";
import { StepBar } from "../ui/step-bar.tsx";
import { fieldsNamed } from "./content.ts";
import { FieldList } from "./field-list.tsx";
import type { FormProps } from "./form.tsx";
import type { FormState } from "./form-state.ts";
import { Frame, Title } from "./frame.tsx";
import { Summary } from "./summary.tsx";

const SHORT_STEP = 3; // questions that a step may ask before some are folded away
const SHORT_SECTION = 2; // the whole page is long already

interface FormPageProps extends FormProps {
  state: FormState;
}

export function FormPage(props: FormPageProps) {
  const { kind, content, layout, place, state } = props;
  const step = kind.steps[place.step];
  const isLast = layout === "page" || place.step >= kind.steps.length - 1;
  return (
    <Frame
      within={props.within}
      isSaved={props.isSaved}
      onBack={props.onBack}
      foot={
        <>
          <FaultCount count={state.faults.size} />
          {isLast && props.warning}
          {isLast ? (
            <Button
              look="1"
              isHero
              icon="check"
              isBusy={props.isBusy ?? false}
              onPress={state.save}
            >
              {t("form.save")}
            </Button>
          ) : (
            <Button look="1" isHero iconAfter="arrow-right" onPress={state.goOn}>
              {t("form.next")}
            </Button>
          )}
        </>
      }
    >
      {layout === "page" || !step ? (
        <WholePage {...props} />
      ) : (
        <>
          <StepBar
            title={props.title ?? tl(kind.labels)}
            step={place.step + 1}
            count={kind.steps.length}
          />
          <Title words={tl(step.labels)} within={props.within} />
          {place.step === 0 && <p class="hint">{tl(kind.purpose)}</p>}
          <Questions {...props} step={step} shortMax={SHORT_STEP} />
          {isLast && place.step > 0 && (
            <Summary
              content={content}
              steps={place.step}
              onEdit={(at) => props.onGo({ step: at })}
            />
          )}
        </>
      )}
      {props.after}
      {props.onThrowAway && (layout === "page" || place.step === 0) && (
        <Button look="3" icon="trash-2" onPress={props.onThrowAway}>
          {t("form.throw_away")}
        </Button>
      )}
      {props.trouble}
    </Frame>
  );
}

/** Says aloud that something is amiss; the words stand under the fields. */
export function FaultCount({ count }: { count: number }) {
  return (
    <p class="unseen" role="status">
      {count > 0 && t("form.fault_count", { count })}
    </p>
  );
}

function WholePage(props: FormPageProps) {
  const { kind } = props;
  const Heading = props.within === "h2" ? "h3" : "h2";
  return (
    <>
      <Title words={props.title ?? tl(kind.entry_labels ?? kind.labels)} within={props.within} />
      <p class="hint">{tl(kind.purpose)}</p>
      {kind.steps.map((step) => (
        <section key={step.id} class="stack stack-wide" aria-label={tl(step.labels)}>
          {kind.steps.length > 1 && <Heading class="heading">{tl(step.labels)}</Heading>}
          <Questions {...props} step={step} shortMax={SHORT_SECTION} />
        </section>
      ))}
    </>
  );
}

function Questions(props: FormPageProps & { step: Step; shortMax: number }) {
  const { kind, content, base = {}, step, shortMax, state } = props;
  return (
    <FieldList
      asked={fieldsNamed(kind, step.fields)}
      fields={kind.fields}
      content={content}
      base={base}
      above=""
      faults={state.faults}
      shortMax={shortMax}
      onValue={(field, value, odd) => state.change(field.name, value, odd)}
    />
  );
}
