/** The start of the desk: the same book with another role, on a wider screen. */

import { render } from "preact";
import { followShownPage } from "./db/shown-page.ts";
import { DeskApp } from "./desk/desk-app.tsx";
import { readWithOwn } from "./desk/own-directory.ts";
import { followWidth } from "./desk/width.ts";
import { honorific } from "./i18n/language.ts";
import { desk } from "./i18n/vi/desk.ts";
import { figures } from "./i18n/vi/figures.ts";
import { learn } from "./i18n/words.ts";
import { followDirectory } from "./session/directory.ts";
import { followDutyNumber } from "./session/duty-number.ts";
import { followFirstScreen } from "./session/first-screen.ts";
import { followServer } from "./session/hello.ts";
import { followLooks } from "./session/looks.ts";
import { openBook } from "./session/session.ts";
import { followStorage } from "./session/storage.ts";
import { followVersion } from "./session/version.ts";
import { watchKeyboard } from "./ui/keyboard.ts";
import { followRoute } from "./ui/route.ts";

followShownPage(window); // before all others that hear of a page's leaving
learn(desk);
learn(figures);
const isSpoken = followLooks(window);
honorific.value = "dong_chi"; // an officer reads, whoever used this browser before
followWidth(window);
watchKeyboard(window);
followRoute(window);
followDirectory(readWithOwn);
followDutyNumber(window);
followFirstScreen(window);
void openBook();

await isSpoken;
const page = document.getElementById("app");
if (page) render(<DeskApp />, page);
followVersion(window);
followServer(window);
followStorage(window);
