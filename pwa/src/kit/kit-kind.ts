/** A kind that the program has never heard of, with a field of every type that a form can draw. */

import type { Field, Kind } from "../kinds/kind.ts";

const FIELDS: readonly Field[] = [
  {
    name: "title",
    type: "text",
    max_length: 40,
    required: true,
    labels: { vi: "Tên buổi tập huấn", en: "Name of the training" },
  },
  { name: "held_on", type: "date", required: true, labels: { vi: "Ngày", en: "Day" } },
  { name: "starts", type: "time", labels: { vi: "Bắt đầu lúc", en: "Starts at" } },
  {
    name: "amount_vnd",
    type: "int",
    min: 0,
    max: 100_000_000_000,
    labels: { vi: "Kinh phí", en: "Cost" },
    unit: { vi: "đồng", en: "VND" },
  },
  {
    name: "topics",
    type: "choices",
    required: true,
    labels: { vi: "Nội dung", en: "Topics" },
    choices: [
      { code: "pccc", labels: { vi: "Phòng cháy", en: "Fire" } },
      { code: "so_cuu", labels: { vi: "Sơ cứu", en: "First aid" } },
    ],
  },
  {
    name: "office_number",
    type: "phone",
    labels: { vi: "Số của cơ quan", en: "The office's number" },
  },
  { name: "photos", type: "photos", max_items: 3, labels: { vi: "Ảnh", en: "Photos" } },
  { name: "later", type: "hologram", labels: { vi: "Loại chưa có", en: "A type to come" } },
];

export const ADDED: Kind = {
  id: "training",
  version: 1,
  labels: { vi: "Tập huấn", en: "Training" },
  entry_labels: { vi: "Ghi buổi tập huấn", en: "Log a training" },
  purpose: { vi: "Ghi các buổi tập huấn của tổ.", en: "The group's trainings." },
  stream: "log",
  icon: "notebook-pen",
  fields: FIELDS,
  list_columns: ["held_on", "title"],
  steps: [
    {
      id: "all",
      labels: { vi: "Tập huấn", en: "Training" },
      fields: FIELDS.map((field) => field.name),
    },
  ],
  rules: [],
};
