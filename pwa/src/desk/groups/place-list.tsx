/** A list of records of the directory, each with the way to edit it, and the way to add one. */

import { t } from "../../i18n/t.ts";
import { nameOf, type Place } from "../../session/directory.ts";
import { Button } from "../../ui/button.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { maintains } from "../own-directory.ts";
import { isWide } from "../width.ts";
import { hrefTo } from "./address.ts";
import { addedWords } from "./said.ts";

interface PlaceListProps {
  /** Where the forms open. */
  at: string;
  kind: string;
  /** Without one, the page's own head names the list and leads to the form. */
  title?: string;
  none: string;
  places: readonly Place[];
  /** What stands under a name. */
  about: (place: Place) => string;
}

export function PlaceList({ at, kind, title, none, places, about }: PlaceListProps) {
  const Part = isWide.value ? "h3" : "h2";
  return (
    <section class="people">
      {title !== undefined && (
        <header class="place-head">
          <Part class="label">{title}</Part>
          {maintains.value && <AddLink at={at} kind={kind} look="3" />}
        </header>
      )}
      {places.length === 0 && <p class="place-none quiet">{none}</p>}
      <ul>
        {places.map((place) => (
          <li key={place.id} class="place-row">
            <span class="grow">
              <b>{nameOf(place.id)}</b>
              <span class="small quiet">{about(place)}</span>
              {place.state && <StateChip state={place.state} />}
            </span>
            {maintains.value && <EditLink at={at} place={place} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Thêm tuyến": leads to the form of a new record of the kind. */
export function AddLink({ at, kind, look }: { at: string; kind: string; look: "2" | "3" }) {
  return (
    <Button
      look={look}
      icon={kind === "member" ? "user-plus" : "plus"}
      href={hrefTo(at, { what: "new", kind })}
    >
      {addedWords(kind)}
    </Button>
  );
}

/** "Sửa", and whom or what to those who do not see the row. */
export function EditLink({ at, place }: { at: string; place: Place }) {
  return (
    <Button
      look="3"
      label={t("directory.edit_whose", { name: String(place.content["name"] ?? "") })}
      href={hrefTo(at, { what: "edit", recordId: place.id })}
    >
      {t("directory.edit")}
    </Button>
  );
}
