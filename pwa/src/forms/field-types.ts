/** Which component draws which type of field. A new type is one line here and one file beside. */

import type { FunctionComponent } from "preact";
import { BoolField } from "./fields/bool.tsx";
import { ChoiceField } from "./fields/choice.tsx";
import { ChoicesField } from "./fields/choices.tsx";
import { CountsField } from "./fields/counts.tsx";
import { DateField } from "./fields/date.tsx";
import { MomentField } from "./fields/datetime.tsx";
import { IntField } from "./fields/int.tsx";
import { ItemsField } from "./fields/items.tsx";
import { PhoneField } from "./fields/phone.tsx";
import { PhotosField } from "./fields/photos.tsx";
import { PointField } from "./fields/point.tsx";
import { RefField, RefsField } from "./fields/ref.tsx";
import { TextField } from "./fields/text.tsx";
import { TimeField } from "./fields/time.tsx";
import { VoiceField } from "./fields/voice.tsx";
import type { FieldProps } from "./tools.ts";

/** Ids made by the app are in no form: they have no line. */
export const FIELD_TYPES: Readonly<Record<string, FunctionComponent<FieldProps>>> = {
  text: TextField,
  int: IntField,
  bool: BoolField,
  date: DateField,
  datetime: MomentField,
  time: TimeField,
  phone: PhoneField,
  choice: ChoiceField,
  choices: ChoicesField,
  counts: CountsField,
  ref: RefField,
  refs: RefsField,
  point: PointField,
  items: ItemsField,
  photos: PhotosField,
  voice: VoiceField,
};
