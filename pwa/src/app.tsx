/** The start of all: looks first, then the address, then whoever's book is on this phone. */

import { render } from "preact";
import { PhoneApp } from "./phone/phone-app.tsx";
import { followDirectory } from "./session/directory.ts";
import { followLooks } from "./session/looks.ts";
import { openBook } from "./session/session.ts";
import { watchKeyboard } from "./ui/keyboard.ts";
import { followRoute } from "./ui/route.ts";

followLooks(window);
watchKeyboard(window);
followRoute(window);
followDirectory();
void openBook();

const page = document.getElementById("app");
if (page) render(<PhoneApp />, page);
