import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../../src/lib/dates.ts";
import { lunarDateOf } from "../../src/lib/lunar.ts";

// The first days of Tết as the government announced them.
const TET: [string, number][] = [
  ["2000-02-05", 2000],
  ["2001-01-24", 2001],
  ["2002-02-12", 2002],
  ["2003-02-01", 2003],
  ["2004-01-22", 2004],
  ["2005-02-09", 2005],
  ["2006-01-29", 2006],
  ["2007-02-17", 2007], // one day before China's
  ["2008-02-07", 2008],
  ["2009-01-26", 2009],
  ["2010-02-14", 2010],
  ["2011-02-03", 2011],
  ["2012-01-23", 2012],
  ["2013-02-10", 2013],
  ["2014-01-31", 2014],
  ["2015-02-19", 2015],
  ["2016-02-08", 2016],
  ["2017-01-28", 2017],
  ["2018-02-16", 2018],
  ["2019-02-05", 2019],
  ["2020-01-25", 2020],
  ["2021-02-12", 2021],
  ["2022-02-01", 2022],
  ["2023-01-22", 2023],
  ["2024-02-10", 2024],
  ["2025-01-29", 2025],
  ["2026-02-17", 2026],
  ["2027-02-06", 2027],
  ["2028-01-26", 2028],
  ["2029-02-13", 2029],
  ["2030-02-02", 2030], // one day before China's
];

for (const [day, year] of TET) {
  test(`Tết of ${year} is ${day}`, () => {
    assert.deepEqual(lunarDateOf(day), { year, month: 1, day: 1, isLeap: false });
    const eve = lunarDateOf(addDays(day, -1));
    assert.equal(eve.year, year - 1);
    assert.equal(eve.month, 12);
    assert.ok(eve.day >= 29);
  });
}

test("leap months stand where the calendars in print have them", () => {
  const firsts: [string, number][] = [
    ["2001-05-23", 4],
    ["2004-03-21", 2],
    ["2006-08-24", 7],
    ["2009-06-23", 5],
    ["2012-05-21", 4],
    ["2014-10-24", 9],
    ["2017-07-23", 6],
    ["2020-05-23", 4],
    ["2023-03-22", 2],
    ["2025-07-25", 6],
    ["2028-06-23", 5],
  ];

  for (const [day, month] of firsts) {
    const lunar = lunarDateOf(day);
    assert.deepEqual([lunar.month, lunar.day, lunar.isLeap], [month, 1, true], day);
    assert.equal(lunarDateOf(addDays(day, -1)).isLeap, false, day);
  }
});

test("the home screen's example is right", () => {
  assert.deepEqual(lunarDateOf("2026-11-21"), { year: 2026, month: 10, day: 13, isLeap: false });
});

test("days follow each other through the whole century", () => {
  let before = lunarDateOf("2000-01-01");
  for (let day = "2000-01-02"; day <= "2100-12-31"; day = addDays(day, 1)) {
    const lunar = lunarDateOf(day);
    const isNext = lunar.day === before.day + 1 && lunar.month === before.month;
    const isFirst = lunar.day === 1 && (before.day === 29 || before.day === 30);
    assert.ok(isNext || isFirst, day);
    assert.ok(isNext || followsMonth(lunar, before), day);
    before = lunar;
  }
});

test("it agrees with the Chinese calendar on most days, and differs only by the meridian", () => {
  const chinese = new Intl.DateTimeFormat("en-u-ca-chinese", {
    day: "numeric",
    month: "numeric",
    timeZone: "UTC",
  });
  let days = 0;
  let equal = 0;
  for (let day = "2000-01-01"; day <= "2060-12-31"; day = addDays(day, 1)) {
    const parts = chinese.formatToParts(new Date(`${day}T00:00:00Z`));
    const shown = Number(parts.find((part) => part.type === "day")?.value);
    days += 1;
    if (Math.abs(shown - lunarDateOf(day).day) === 0) equal += 1;
  }
  assert.ok(equal / days > 0.94, `${equal} of ${days}`);
});

function followsMonth(
  lunar: { month: number; isLeap: boolean },
  before: { month: number; isLeap: boolean },
): boolean {
  if (lunar.isLeap) return lunar.month === before.month && !before.isLeap;
  return lunar.month === (before.month % 12) + 1;
}
