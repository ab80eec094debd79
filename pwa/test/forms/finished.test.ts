import assert from "node:assert/strict";
import { test } from "node:test";
import { finish } from "../../src/forms/finished.ts";
import { dropItem, putItem } from "../../src/forms/items.ts";
import { coarsen } from "../../src/forms/rounding.ts";
import { kindNamed } from "../support/kind-files.ts";

const POINT = { lat: 21.330021, lng: 105.972004, accuracy_m: 8 };

test("an answer whose question hid again is left out, or cleared where the record holds it", () => {
  const kind = kindNamed("mediation");
  const content = { outcome: "khong_thanh", written_agreement: true };

  assert.deepEqual(finish(kind, content), { outcome: "khong_thanh" });
  assert.deepEqual(finish(kind, content, { written_agreement: true }), {
    outcome: "khong_thanh",
    written_agreement: null,
  });
});

test("an emptied field is cleared where the record holds it, else left out", () => {
  const kind = kindNamed("mediation");

  assert.deepEqual(finish(kind, { place_text: null }, { place_text: "Xóm Đình" }), {
    place_text: null,
  });
  assert.deepEqual(finish(kind, { place_text: "  " }), {});
});

test("text is sent composed and without the spaces around it", () => {
  const content = { place_text: ` ${"Xóm Đình".normalize("NFD")} ` };

  assert.deepEqual(finish(kindNamed("mediation"), content), { place_text: "Xóm Đình" });
});

test("a household's camera is placed only roughly, a village's where it stands", () => {
  const kind = kindNamed("camera");

  const household = finish(kind, { owner_type: "ho_gia_dinh", point: POINT });
  const village = finish(kind, { owner_type: "thon", point: POINT });

  assert.deepEqual(village["point"], POINT);
  assert.deepEqual(household["point"], coarsen(POINT, 100));
});

test("a coarsened point lies within its square, and neighbours share it", () => {
  const one = coarsen(POINT, 100);
  const next = coarsen({ ...POINT, lat: POINT.lat + 0.00001 }, 100);

  assert.ok(one);
  const north_m = Math.abs(Number(one["lat"]) - POINT.lat) * 111_320;
  const east_m = Math.abs(Number(one["lng"]) - POINT.lng) * 111_320 * Math.cos(0.3723);
  assert.ok(north_m <= 50.5 && east_m <= 50.5, `${north_m} ${east_m}`);
  assert.equal(one["accuracy_m"], 100);
  assert.deepEqual(next, one);
});

test("coarsening again changes nothing", () => {
  const once = coarsen(POINT, 100);

  assert.ok(once);
  assert.deepEqual(coarsen(once, 100), once);
});

test("an item goes whole into its place, a new one at the end", () => {
  const list = putItem([{ id: "a" }], "id", { id: "b", n: 1 });

  assert.deepEqual(putItem(list, "id", { id: "a", n: 2 }), [
    { id: "a", n: 2 },
    { id: "b", n: 1 },
  ]);
});

test("an item that was sent leaves a tombstone, one that never was just goes", () => {
  const list = [{ id: "a" }, { id: "b" }];

  assert.deepEqual(dropItem(list, "id", "a", [{ id: "a" }]), [
    { id: "b" },
    { id: "a", removed: true },
  ]);
  assert.deepEqual(dropItem(list, "id", "b", [{ id: "a" }]), [{ id: "a" }]);
});

test("a list that holds tombstones alone is still sent", () => {
  const kind = kindNamed("patrol");
  const content = { findings: [{ id: "a", removed: true }] };

  assert.deepEqual(finish(kind, content, { findings: [{ id: "a" }] }), content);
});

test("what is hidden inside an item is left out of it", () => {
  const kind = kindNamed("patrol");
  const finding = { id: "a", outcome: "dang_xu_ly", closed_on: "2026-11-21" };

  assert.deepEqual(finish(kind, { findings: [finding] }), {
    findings: [{ id: "a", outcome: "dang_xu_ly" }],
  });
});
