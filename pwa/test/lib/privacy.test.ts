import assert from "node:assert/strict";
import { test } from "node:test";
import { findPersonal, removeSpan } from "../../src/lib/privacy.ts";

function found(text: string): string[] {
  return findPersonal(text).map(({ start, end, what }) => `${what}: ${text.slice(start, end)}`);
}

const CAUGHT: [string, string[]][] = [
  ["Gọi 0912 345 678", ["phone: 0912 345 678"]],
  ["0912345678", ["phone: 0912345678"]],
  ["số 0912.345.678 nhé", ["phone: 0912.345.678"]],
  ["091-234-5678", ["phone: 091-234-5678"]],
  ["098 1234567.", ["phone: 098 1234567"]],
  ["0912 34 56 78", ["phone: 0912 34 56 78"]],
  ["gọi 09 12 34 56 78 gặp", ["phone: 09 12 34 56 78"]],
  ["+84 912 345 678", ["phone: +84 912 345 678"]],
  ["+84912345678", ["phone: +84912345678"]],
  ["84912345678", ["phone: 84912345678"]],
  ["0204 3872 113", ["phone: 0204 3872 113"]],
  ["đt:02043872113", ["phone: 02043872113"]],
  ["0351234567 và 0781234567", ["phone: 0351234567", "phone: 0781234567"]],
  ["0912 345 678 2 lần", ["phone: 0912 345 678"]],
  ["2 lần 0912 345 678", ["phone: 0912 345 678"]],
  ["gọi0912345678", ["phone: 0912345678"]],
  ["CCCD 024060001234", ["identity: 024060001234"]],
  ["căn cước số 024 060 001 234", ["identity: 024 060 001 234"]],
  ["024060001234", ["identity: 024060001234"]],
  ["0240 6000 1234", ["identity: 0240 6000 1234"]],
  ["CMND 121 234 567", ["identity: 121 234 567"]],
  ["chứng minh nhân dân 121234567", ["identity: 121234567"]],
  ["giấy tờ 121234567", ["identity: 121234567"]],
  ["121234567", ["identity: 121234567"]],
  ["xe 98B1-234.56 để ngoài", ["plate: 98B1-234.56"]],
  ["xe máy 98B1 23456", ["plate: 98B1 23456"]],
  ["biển 98A-123.45", ["plate: 98A-123.45"]],
  ["ô tô 30H12345", ["plate: 30H12345"]],
  ["98-H1 2345", ["plate: 98-H1 2345"]],
  ["98MĐ1-123.45", ["plate: 98MĐ1-123.45"]],
  ["xe 98b1-234.56", ["plate: 98b1-234.56"]],
  ["xe 98a12345", ["plate: 98a12345"]],
  ["29AB-123.45, 0912345678", ["plate: 29AB-123.45", "phone: 0912345678"]],
];

for (const [text, expected] of CAUGHT) {
  test(`caught in “${text}”`, () => {
    assert.deepEqual(found(text.normalize("NFC")), expected);
  });
}

const SPARED = [
  "1.500.000 đồng",
  "thu 150.000.000",
  "150 000 000 đồng",
  "150000000đ",
  "quỹ còn 120.450.000 đ",
  "84.912.345.678 đồng",
  "912345678 đồng",
  "350000000",
  "21/11/2026",
  "ngày 05.09.2026",
  "09-11-2026 20:05",
  "03.12.2026 20 giờ 15",
  "từ 05.11 đến 09.11.2026",
  "05.11-09.11.2026",
  "2026-11-21 20:05",
  "lúc 20:05, 21:30, 22:10",
  "20h05 đến 23h00",
  "12 camera, 24 mắt",
  "các điểm 03 05 07 08 09",
  "cột số 14, 15, 16",
  "quốc lộ 37, km 12+500",
  "4.300 hộ, 18.858 người",
  "gọi 113, 114, 115",
  "gọi 1900 1234",
  "QL37 hỏng đèn",
  "lúc 20h 2005",
  "11 ha 2000 m",
  "20 kg 5000 đồng",
  "mua 50k 20000",
  "mã CAM-12A-0045",
  "camera LP-98A-12345",
  "Sơn Quả 2, tờ 14, quyển 3",
  "thửa 123, tờ bản đồ 45",
  "94,42%",
  "3872 lượt, 113 buổi",
  "",
];

for (const text of SPARED) {
  test(`left alone: “${text}”`, () => {
    assert.deepEqual(found(text.normalize("NFC")), []);
  });
}

test("removing leaves a clean sentence", () => {
  const text = "Đã gặp cả hai bên. Gọi 0912 345 678, hẹn tối mai.";
  const [span] = findPersonal(text);

  assert.ok(span);
  assert.equal(removeSpan(text, span), "Đã gặp cả hai bên. Gọi, hẹn tối mai.");
});

test("removing what stands last or first leaves no gap", () => {
  const last = "Gọi 0912 345 678";
  const first = "0912 345 678 gọi đến";

  const [atEnd] = findPersonal(last);
  const [atStart] = findPersonal(first);

  assert.ok(atEnd && atStart);
  assert.equal(removeSpan(last, atEnd), "Gọi");
  assert.equal(removeSpan(first, atStart), "gọi đến");
});

test("removing keeps the line breaks of the story", () => {
  const text = "Sáng gọi 0912345678\nChiều gặp hai bên.";
  const [span] = findPersonal(text);

  assert.ok(span);
  assert.equal(removeSpan(text, span), "Sáng gọi\nChiều gặp hai bên.");
});

test("removing every stretch one after another leaves none", () => {
  let text = "Xe 98B1-234.56, số 0912345678, CCCD 024060001234 để lại.";
  for (let [span] = findPersonal(text); span; [span] = findPersonal(text)) {
    text = removeSpan(text, span);
  }

  assert.equal(text, "Xe, số, CCCD để lại.");
});

test("ten thousand digits take no time worth noting", () => {
  const text = "1 ".repeat(5000) + "0912 345 678 ".repeat(200);

  assert.equal(findPersonal(text).filter((span) => span.what === "phone").length > 100, true);
});
