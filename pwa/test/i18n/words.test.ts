import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { english } from "../../src/i18n/english.ts";
import { honorific, language } from "../../src/i18n/language.ts";
import {
  sayDay,
  sayDuration,
  sayList,
  sayLunarDay,
  sayNumber,
  sayWhen,
} from "../../src/i18n/say.ts";
import { t } from "../../src/i18n/t.ts";
import { desk } from "../../src/i18n/vi/desk.ts";
import { deskPhotos } from "../../src/i18n/vi/desk-photos.ts";
import { figures } from "../../src/i18n/vi/figures.ts";
import { invite } from "../../src/i18n/vi/invite.ts";
import { photos } from "../../src/i18n/vi/photos.ts";
import { sync } from "../../src/i18n/vi/sync.ts";
import { speak, vietnamese } from "../../src/i18n/words.ts";

const WORDS = {
  vi: { ...vietnamese, ...desk, ...figures, ...invite, ...photos, ...deskPhotos, ...sync },
  en: english,
};

const NOW = new Date("2026-11-21T20:05:00+07:00");

afterEach(() => {
  language.value = "vi";
  honorific.value = "bac";
});

test("both languages have the same places to fill, save for the honorific", () => {
  for (const [key, vi] of Object.entries(WORDS.vi)) {
    const en = WORDS.en[key as keyof typeof WORDS.en];
    const forms = typeof en === "string" ? [en] : [en.one, en.other];
    for (const form of forms) assert.deepEqual(placesIn(form), placesIn(String(vi)), key);
  }
});

test("English never uses the Vietnamese honorific", () => {
  const said = JSON.stringify(WORDS.en);

  assert.ok(!/\{bac\}|\{Bac\}/.test(said));
});

test("no wording blames, praises, shouts or speaks of machines", () => {
  const said = Object.values(WORDS.vi).join("\n");

  for (const word of [
    "!",
    "bạn ",
    "người dùng",
    "quý khách",
    "đồng bộ",
    "dữ liệu hệ thống",
    "offline",
  ]) {
    assert.ok(!said.toLowerCase().includes(word), word);
  }
});

test("the reader is addressed by the chosen word, with a capital where a sentence begins", () => {
  honorific.value = "dong_chi";

  assert.equal(t("form.fault.required"), "Đồng chí ghi mục này giúp.");
  assert.equal(t("returned.answer"), "Đồng chí trả lời");
  honorific.value = "bac";
  assert.equal(t("sync.nothing_detail"), "Việc bác ghi sẽ tự gửi khi có mạng");
});

test("English counts one and several apart", async () => {
  await speak("en");

  assert.equal(t("sync.waiting", { count: 1 }), "1 record waiting");
  assert.equal(t("sync.waiting", { count: 3 }), "3 records waiting");
});

test("hours and minutes are joined so that they never break in half", async () => {
  assert.equal(sayDuration(125), "2\u00a0giờ 5\u00a0phút");
  assert.equal(sayDuration(60), "1\u00a0giờ");
  assert.equal(sayDuration(0), "0\u00a0phút");
  assert.equal(sayDuration(-3), "0\u00a0phút");
  await speak("en");
  assert.equal(sayDuration(61), "1\u00a0hour 1\u00a0minute");
});

test("days carry their weekday, and their year only when it is another", () => {
  assert.equal(sayDay("2026-11-21", "2026-11-21"), "Thứ\u00a0Bảy, 21/11");
  assert.equal(sayDay("2025-11-21", "2026-11-21"), "Thứ\u00a0Sáu, 21/11/2025");
  assert.equal(sayLunarDay("2026-11-21"), "13/10 âm lịch");
  assert.equal(sayLunarDay("2025-07-25"), "1/6 nhuận, âm lịch");
});

test("a moment is said as of today, yesterday, or its day", () => {
  assert.equal(sayWhen("2026-11-21T10:40:00Z", NOW), "17:40 hôm nay");
  assert.equal(sayWhen("2026-11-20T17:40:00+07:00", NOW), "17:40 hôm qua");
  assert.equal(sayWhen("2026-11-19T17:40:00+07:00", NOW), "17:40 ngày 19/11");
});

test("names are listed as people say them", () => {
  assert.equal(
    sayList(["bác Bảy", "bác Lan", "anh Thịnh"]),
    "bác\u00a0Bảy, bác\u00a0Lan và anh\u00a0Thịnh",
  );
  assert.equal(sayList(["bác Bảy"]), "bác\u00a0Bảy");
  assert.equal(sayList([]), "");
});

test("numbers follow the language", async () => {
  assert.equal(sayNumber(18858), "18.858");
  await speak("en");
  assert.equal(sayNumber(18858), "18,858");
});

function placesIn(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");
  return names.filter((name) => !["bac", "Bac"].includes(name)).sort();
}
