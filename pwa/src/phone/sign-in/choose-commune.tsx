/** Somebody works in several communes: each has a book of its own. */

import { t } from "../../i18n/t.ts";
import type { Entry } from "../../session/sign-in.ts";
import type { Commune } from "../../session/sign-in-door.ts";
import { List, Row } from "../../ui/row.tsx";

interface ChooseCommuneProps {
  entry: Entry;
  onChoose: (entry: Entry, commune: Commune) => void;
}

export function ChooseCommune({ entry, onChoose }: ChooseCommuneProps) {
  return (
    <div class="screen">
      <header class="screen-head">
        <h1 class="title">{t("sign_in.which_commune")}</h1>
      </header>
      <main class="main">
        <List>
          {entry.communes.map((commune) => (
            <Row
              key={commune.id}
              title={commune.name}
              icon="house"
              onPress={() => onChoose(entry, commune)}
            />
          ))}
        </List>
      </main>
    </div>
  );
}
