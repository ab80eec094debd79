/** The place where the button was pressed; a place name beside it is always enough. */

import { useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { isObject } from "../../lib/json.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";
import { QuestionGroup } from "../../ui/question.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { askedOf } from "../asked.ts";
import { roundingOf } from "../rounding.ts";
import { type FieldProps, useTools } from "../tools.ts";

export function PointField(props: FieldProps) {
  const { field, content, path, onValue } = props;
  const tools = useTools();
  const [isExplaining, explain] = useState(false);
  const value = content[field.name];
  const isTaken = isObject(value);
  const standing = tools.standingOfPoint(path);

  const ask = async () => {
    if (await tools.willAskForLocation()) explain(true);
    else tools.takePoint(path);
  };
  const take = () => {
    explain(false);
    tools.takePoint(path);
  };
  return (
    <QuestionGroup asked={askedOf(props)}>
      <Standing {...props} />
      {standing !== "locating" && (
        <Button look="2" isFull icon="locate-fixed" onPress={() => void ask()}>
          {isTaken || standing ? t("point.take_again") : t("point.take")}
        </Button>
      )}
      {isTaken && (
        <Button look="3" icon="x" onPress={() => onValue(null)}>
          {t("point.remove")}
        </Button>
      )}
      {isExplaining && (
        <Sheet
          title={t("point.ask_title")}
          icon={<Icon name="map-pin" />}
          onClose={() => explain(false)}
        >
          <p>{t("point.ask")}</p>
          <Button look="1" isHero onPress={take}>
            {t("point.ask_go")}
          </Button>
          <Button look="3" isFull onPress={() => explain(false)}>
            {t("ui.later")}
          </Button>
        </Sheet>
      )}
    </QuestionGroup>
  );
}

/** Always in the page, so that a screen reader hears what changes in it. */
function Standing(props: FieldProps) {
  const standing = useTools().standingOfPoint(props.path);
  return (
    <div role="status" class="stack">
      {standing === "locating" && (
        <p>
          <b>{t("point.locating")}</b> {t("point.locating_detail")}
        </p>
      )}
      {(standing === "none" || standing === "refused") && (
        <Note tone="wait">{t(standing === "none" ? "point.none" : "point.refused")}</Note>
      )}
      {standing === undefined && <Taken {...props} />}
    </div>
  );
}

function Taken({ field, fields, content }: FieldProps) {
  const value = content[field.name];
  if (!isObject(value)) return null;
  const accuracy_m = value["accuracy_m"];
  const to_m = roundingOf(field, fields, content);
  return (
    <p class="line small quiet">
      <Icon name="circle-check" size="small" />
      <span class="grow">
        {typeof accuracy_m === "number"
          ? t("point.fixed", { meters: sayNumber(accuracy_m, 0) })
          : t("point.fixed_plain")}{" "}
        {to_m !== null && t("point.rounded", { meters: sayNumber(to_m) })}
      </span>
    </p>
  );
}
