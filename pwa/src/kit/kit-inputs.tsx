/** The controls of a form, empty, filled, at fault and read only. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { ChoiceMany, ChoiceOne } from "../ui/choice.tsx";
import { CodeField } from "../ui/code-field.tsx";
import { DateField } from "../ui/date-field.tsx";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { Field } from "../ui/field.tsx";
import { Picker } from "../ui/picker.tsx";
import { PrivacyWarning } from "../ui/privacy-warning.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Stepper } from "../ui/stepper.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TimeField } from "../ui/time-field.tsx";
import { Part } from "./kit-parts.tsx";

const NOW = new Date("2026-11-21T20:05:00+07:00");
const OWNERS = [
  { code: "nha_dan", label: "Nhà dân" },
  { code: "thon", label: "Thôn" },
  { code: "truong", label: "Trường học" },
  { code: "xa", label: "Ủy ban", isDisabled: true },
];
const VILLAGES = Array.from({ length: 13 }, (_, place) => ({
  code: String(place),
  label: `Sơn Quả ${place + 1}`,
}));

export function KitInputs() {
  const [text, write] = useState("Ngã ba vào nhà văn hóa");
  const [story, tell] = useState("Hai nhà cạnh nhau mâu thuẫn vì loa hát. Gọi 0912 345 678");
  const [one, choose] = useState<string | null>("nha_dan");
  const [many, pick] = useState<string[]>(["thon"]);
  const [villages, settle] = useState<string[]>(["1"]);
  const [code, type] = useState("");
  return (
    <Part id="inputs">
      <Field
        id="empty"
        label="Gọi chỗ này là gì?"
        hint="Ví dụ: cổng chợ Gió"
        value=""
        onText={() => undefined}
      />
      <Field id="filled" label="Tên chỗ" value={text} onText={write} isOptional />
      <Field id="odd" label="Giờ về" value="22:10" fault="Sai giờ." onText={() => undefined} />
      <Field id="read" label="Chỉ xem" value="Xóm Đình" isReadOnly onText={() => undefined} />
      <TextArea
        id="story"
        label="Kể ngắn gọn"
        value={story}
        onText={tell}
        warning={<PrivacyWarning text={story} onText={tell} />}
      />
      <ChoiceOne
        id="one"
        label="Của ai?"
        options={OWNERS}
        value={one}
        onChoose={choose}
        isOptional
      />
      <ChoiceMany id="many" label="Nhìn về đâu?" options={OWNERS} values={many} onChoose={pick} />
      <Segmented
        id="size"
        label={t("settings.text_size")}
        value="md"
        segments={[
          { code: "md", label: t("settings.text_md") },
          { code: "lg", label: t("settings.text_lg") },
          { code: "xl", label: t("settings.text_xl") },
        ]}
        onChoose={() => undefined}
      />
      <Numbers />
      <Picker
        id="village"
        label="Thôn"
        options={VILLAGES}
        values={villages}
        isMany={false}
        onChoose={settle}
      />
      <CodeField id="code" label={t("sign_in.code")} value={code} length={6} onCode={type} />
    </Part>
  );
}

function Numbers() {
  const [count, step] = useState<number | null>(2);
  const [day, date] = useState<string | null>("2026-11-05");
  const [time, tick] = useState<string | null>("20:05");
  const [moment, at] = useState<string | null>(null);
  return (
    <>
      <Stepper
        id="count"
        label="Mấy bên?"
        value={count}
        min={0}
        max={50}
        unit="bên"
        onNumber={step}
      />
      <DateField
        id="day"
        label="Ngày hòa giải"
        value={day}
        today="2026-11-21"
        onDay={date}
        isOptional
      />
      <TimeField id="time" label="Từ lúc" value={time} onTime={tick} />
      <DateTimeField
        id="moment"
        label="Bắt đầu lúc"
        value={moment}
        now={() => NOW}
        fault="Chưa ghi giờ."
        onMoment={at}
      />
    </>
  );
}
