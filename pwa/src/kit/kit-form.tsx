/** One kind's form with a draft that lives in the page, and everything it is told written out. */

import { useMemo, useState } from "preact/hooks";
import camera from "../../../server/kinds/camera.json";
import mediation from "../../../server/kinds/mediation.json";
import patrol from "../../../server/kinds/patrol.json";
import setting from "../../../server/kinds/setting.json";
import { Form } from "../forms/form.tsx";
import { LocationFault, type Locator } from "../forms/location.ts";
import type { Place } from "../forms/place.ts";
import type { Content, Kind, Option } from "../kinds/kind.ts";
import { ADDED } from "./kit-kind.ts";

const KINDS: Readonly<Record<string, Kind>> = {
  camera: camera as unknown as Kind,
  mediation: mediation as unknown as Kind,
  patrol: patrol as unknown as Kind,
  setting: setting as unknown as Kind,
  added: ADDED,
};
const NOW = new Date("2026-11-21T20:05:00+07:00");

const OPTIONS: Readonly<Record<string, readonly Option[]>> = {
  area: [
    "Cấm",
    "Khánh",
    "Tứ",
    "Giữa",
    "Đông",
    "Chớp",
    "Chùa",
    "Vân An",
    "Sơn Quả 1",
    "Sơn Quả 2",
    "Sơn Quả 3",
    "Sơn Quả 4",
    "Sơn Quả 5",
  ].map((name, place) => ({ id: idOf(1, place), label: name })),
  member: ["bác Bảy", "bác Lan", "anh Thịnh", "ông Hòa", "bà Mận"].map((name, place) => ({
    id: idOf(2, place),
    label: name,
    detail: place === 0 ? "tổ trưởng" : "tổ viên",
  })),
  checkpoint: ["Trạm bơm", "Ngã ba quốc lộ 37", "Nhà văn hóa"].map((name, place) => ({
    id: idOf(3, place),
    label: name,
  })),
};

export function KitForm({ asked }: { asked: URLSearchParams }) {
  const kind = KINDS[asked.get("kind") ?? "camera"] ?? ADDED;
  const [content, keep] = useState<Content>(() => JSON.parse(asked.get("content") ?? "{}"));
  const [place, go] = useState<Place>({ step: Number(asked.get("step") ?? 0) });
  const [saved, save] = useState<Content | null>(null);
  const locator = useMemo(() => locatorOf(asked.get("locate")), [asked]);
  if (saved) return <pre id="saved">{JSON.stringify(saved)}</pre>;
  return (
    <Form
      kind={kind}
      content={content}
      layout={asked.get("layout") === "page" ? "page" : "steps"}
      place={place}
      isSaved={Object.keys(content).length > 0}
      options={(ref) => OPTIONS[ref] ?? []}
      now={() => NOW}
      newId={() => crypto.randomUUID()}
      locator={locator}
      onChange={keep}
      onGo={go}
      onBack={() => go({ step: Math.max(0, place.step - 1) })}
      onSave={save}
    />
  );
}

/** A locator that answers as the address asks, so that no test depends on a satellite. */
function locatorOf(answer: string | null): Locator {
  return {
    willAsk: () => Promise.resolve(answer === "ask"),
    take: () => {
      if (answer === "none" || answer === "refused")
        return Promise.reject(new LocationFault(answer));
      if (answer === "never") return new Promise(() => {});
      return Promise.resolve({ lat: 21.330021, lng: 105.972, accuracy_m: 8 });
    },
  };
}

function idOf(sort: number, place: number): string {
  return `00000000-0000-7000-8000-0000000${sort}${String(place).padStart(4, "0")}`;
}
