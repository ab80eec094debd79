/**
 * Every component in its states, and the forms of the kinds: for looking at and for the tests.
 *
 * The address says what to show: `?theme=night&text=xl&language=en&show=form&kind=camera&layout=page`.
 * A developer's page; the phone's build does not know it.
 */

import { render } from "preact";
import type { Language } from "./i18n/language.ts";
import { speak } from "./i18n/words.ts";
import { KitForm } from "./kit/kit-form.tsx";
import { KitParts } from "./kit/kit-parts.tsx";
import { KitScreen } from "./kit/kit-screen.tsx";
import {
  followLanguage,
  showTextSize,
  showTheme,
  type TextSize,
  type Theme,
} from "./ui/appearance.ts";
import { watchKeyboard } from "./ui/keyboard.ts";

const asked = new URLSearchParams(location.search);

showTheme(document, (asked.get("theme") ?? "light") as Theme);
showTextSize(document, (asked.get("text") ?? "md") as TextSize);
await speak((asked.get("language") ?? "vi") as Language);
followLanguage(document);
watchKeyboard(window);

const page = document.getElementById("app");
if (page) render(draw(asked.get("show")), page);

function draw(show: string | null) {
  if (show === "form") return <KitForm asked={asked} />;
  return show === "screen" ? <KitScreen /> : <KitParts />;
}
