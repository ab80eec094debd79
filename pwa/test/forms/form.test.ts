import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { Form, type FormProps } from "../../src/forms/form.tsx";
import type { Place } from "../../src/forms/place.ts";
import { language } from "../../src/i18n/language.ts";
import { speak } from "../../src/i18n/words.ts";
import type { Content, Kind } from "../../src/kinds/kind.ts";
import { ADDED } from "../../src/kit/kit-kind.ts";
import { kindNamed } from "../support/kind-files.ts";

const BUILT_IN = [
  "area",
  "camera",
  "checkpoint",
  "group",
  "mediation",
  "member",
  "patrol",
  "route",
  "setting",
];

function draw(kind: Kind, content: Content = {}, place: Place = { step: 0 }, layout?: "page") {
  const props: FormProps = {
    kind,
    content,
    layout: layout ?? "steps",
    place,
    isSaved: true,
    options: () => [{ id: "m1", label: "bác Bảy" }],
    now: () => new Date("2026-11-21T20:05:00+07:00"),
    newId: () => "00000000-0000-7000-8000-000000000001",
    locator: { willAsk: async () => false, take: () => new Promise(() => {}) },
    onChange: () => {},
    onGo: () => {},
    onBack: () => {},
    onSave: () => {},
  };
  return render(h(Form, props));
}

function labelsIn(html: string): string {
  return html.replace(/<[^>]+>/g, "|");
}

test("a kind that no code knows gets a form with every question of a type we can draw", () => {
  const words = labelsIn(draw(ADDED));

  for (const label of ["Tên buổi tập huấn", "Ngày", "Nội dung", "Bắt đầu lúc", "Kinh phí"]) {
    assert.ok(words.includes(label), label);
  }
});

test("photos, and a type that is yet to come, draw nothing and break nothing", () => {
  const words = labelsIn(draw(ADDED));

  assert.ok(!words.includes("Ảnh"));
  assert.ok(!words.includes("Loại chưa có"));
});

for (const id of BUILT_IN) {
  test(`every step of ${id} asks its questions in both languages`, async () => {
    const kind = kindNamed(id);
    for (const shown of ["vi", "en"] as const) {
      await speak(shown);
      for (const [step, { labels, fields }] of kind.steps.entries()) {
        const words = labelsIn(draw(kind, {}, { step }));
        assert.ok(words.includes(labels[shown]), labels[shown]);
        const asked = kind.fields.filter((field) => fields.includes(field.name));
        for (const field of asked.filter((one) => !one.shown_when && one.type !== "photos")) {
          assert.ok(words.includes(field.labels[shown]), field.labels[shown]);
        }
      }
    }
    language.value = "vi";
  });
}

test("on one page all steps stand one under another", () => {
  const words = labelsIn(draw(kindNamed("camera"), {}, { step: 0 }, "page"));

  for (const label of ["Chỗ lắp", "Thiết bị", "Của ai, kinh phí", "Tình trạng"]) {
    assert.ok(words.includes(label), label);
  }
  assert.ok(words.includes("Lưu vào sổ"));
});

test("an item that is open has a page of its own", () => {
  const content = { findings: [{ id: "f1", finding_type: "den_duong_hong" }] };
  const words = labelsIn(
    draw(kindNamed("patrol"), content, { step: 2, item: { field: "findings", id: "f1" } }),
  );

  assert.ok(words.includes("Việc phát hiện 1"));
  assert.ok(words.includes("Thời điểm"));
  assert.ok(!words.includes("Tình hình chung"));
});

test("a link to an item that has gone shows the step", () => {
  const words = labelsIn(
    draw(kindNamed("patrol"), {}, { step: 2, item: { field: "findings", id: "gone" } }),
  );

  assert.ok(words.includes("Tình hình chung"));
});

test("the last step shows the earlier ones to look over", () => {
  const content = { category: "mau_thuan", received_on: "2026-11-19", area: "m1" };
  const words = labelsIn(draw(kindNamed("mediation"), content, { step: 3 }));

  assert.ok(words.includes("Xem lại"));
  assert.ok(words.includes("Mâu thuẫn giữa các bên"));
  assert.ok(words.includes("bác Bảy"));
  assert.ok(words.includes("Thứ\u00a0Năm, 19/11"));
});
