import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../../../src/kinds/kind.ts";
import { ADDED } from "../../../src/kit/kit-kind.ts";
import { layoutOf } from "../../../src/phone/form/layout.ts";
import { presetsOf } from "../../../src/phone/form/presets.ts";
import { kindNamed } from "../../support/kind-files.ts";

const ME = "00000000-0000-7000-8000-000000000001";
const AREA = "00000000-0000-7000-8000-000000000002";
const OTHER = "00000000-0000-7000-8000-000000000003";

function begun(kind: Kind, link = "", areas = [AREA], me: string | null = ME) {
  return presetsOf(kind, { me, areas, today: "2026-11-21", asked: new URLSearchParams(link) });
}

test("a mediation begins today, in the group's village, by whoever writes", () => {
  const content = begun(kindNamed("mediation"));

  assert.deepEqual(content, {
    received_on: "2026-11-21",
    area: AREA,
    mediators: [ME],
    party_count: 2,
  });
});

test("a camera begins running, with one lens, put up today", () => {
  const content = begun(kindNamed("camera"));

  assert.deepEqual(content, {
    area: AREA,
    installed_on: "2026-11-21",
    lens_count: 1,
    status: "hoat_dong",
  });
});

test("a patrol from paper says so, and leaves its times to the person", () => {
  const content = begun(kindNamed("patrol"), "from=paper");

  assert.deepEqual(content, {
    clock_source: "sua_tay",
    duty_type: "tuan_tra",
    entered_from_paper: true,
    participants: [{ member_id: ME }],
  });
});

test("where a group has several villages, or none is known, none is chosen", () => {
  assert.equal(begun(kindNamed("camera"), "", [AREA, OTHER])["area"], undefined);
  assert.equal(begun(kindNamed("camera"), "", [])["area"], undefined);
});

test("before the directory has come nobody is named", () => {
  assert.equal(begun(kindNamed("mediation"), "", [], null)["mediators"], undefined);
});

test("a link may carry values, as long as the kind knows them", () => {
  const link = `continues=${OTHER}&duty_type=truc_chot&situation=x&entered_from_paper=maybe&story=x`;

  const content = begun(kindNamed("patrol"), link);

  assert.equal(content["continues"], OTHER);
  assert.equal(content["duty_type"], "truc_chot");
  assert.equal(content["situation"], undefined);
  assert.equal(content["entered_from_paper"], undefined);
});

test("a kind that no code knows begins on its day", () => {
  assert.deepEqual(begun(ADDED), ADDED.day === undefined ? {} : { [ADDED.day]: "2026-11-21" });
});

test("the kind's file says how its form is laid out; one step alone is a page", () => {
  const [step] = ADDED.steps;
  assert.ok(step);

  assert.equal(layoutOf(kindNamed("mediation")), "steps");
  assert.equal(layoutOf(kindNamed("patrol")), "steps");
  assert.equal(layoutOf(kindNamed("camera")), "page");
  assert.equal(layoutOf({ ...ADDED, steps: [step] }), "page");
});
