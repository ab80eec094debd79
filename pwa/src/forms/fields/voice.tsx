/** A voice note: recorded within the app, heard again, taken back or recorded anew. */

import { useState } from "preact/hooks";
import "../../i18n/photos.ts";
import { t } from "../../i18n/t.ts";
import { voiceIn } from "../../lib/media.ts";
import { Button } from "../../ui/button.tsx";
import { QuestionGroup } from "../../ui/question.tsx";
import { Voice } from "../../ui/voice.tsx";
import { askedOf } from "../asked.ts";
import { type FieldProps, useTools } from "../tools.ts";

export function VoiceField(props: FieldProps) {
  const { field, content, path, onValue } = props;
  const { media } = useTools();
  const [isOpen, open] = useState(false);
  const voice = voiceIn(content[field.name]);
  const asked = askedOf(props);
  if (!media) return null;
  return (
    <QuestionGroup asked={asked}>
      {voice && <Voice key={voice.sha256} voice={voice} load={media.load} />}
      <Button look="2" isFull icon="mic" onPress={() => open(true)}>
        {t(voice ? "voice.again" : "voice.take")}
      </Button>
      {voice && (
        <Button look="3" icon="trash-2" onPress={() => onValue(null)}>
          {t("voice.remove")}
        </Button>
      )}
      {isOpen && (
        <media.Recorder
          path={path}
          label={asked.label}
          hint={asked.hint}
          onTaken={onValue}
          onClose={() => open(false)}
        />
      )}
    </QuestionGroup>
  );
}
