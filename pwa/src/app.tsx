/** The start of all: looks first, then the address, then whoever's book is on this phone. */

import { render } from "preact";
import { followShownPage } from "./db/shown-page.ts";
import { PhoneApp } from "./phone/phone-app.tsx";
import { fetchRoomAt } from "./phone/routes.tsx";
import { alsoBusyWhile } from "./session/busy.ts";
import { followCalledAs } from "./session/called-as.ts";
import { followDirectory } from "./session/directory.ts";
import { followDutyNumber } from "./session/duty-number.ts";
import { firstScreen, followFirstScreen } from "./session/first-screen.ts";
import { followServer } from "./session/hello.ts";
import { followInstall } from "./session/install.ts";
import { followInvitations } from "./session/invitation-link.ts";
import { followLooks } from "./session/looks.ts";
import { followOldRecords } from "./session/old-records.ts";
import { openBook } from "./session/session.ts";
import { followStorage } from "./session/storage.ts";
import { followVersion } from "./session/version.ts";
import { watchKeyboard } from "./ui/keyboard.ts";
import { fetchLate } from "./ui/late.tsx";
import { followRoute, route } from "./ui/route.ts";

const today = () => import("./phone/today/screens.ts");

followShownPage(window); // before all others that hear of a page's leaving
const isSpoken = followLooks(window);
watchKeyboard(window);
followInvitations(window);
followRoute(window);
followDirectory();
followCalledAs();
followDutyNumber(window);
followInstall(window);
followVersion(window);
followFirstScreen(window);
alsoBusyWhile(async () => (await today()).isOnPatrol());
// Where the worker has the files they cost nothing; without one, the way in comes first.
if (window.navigator.serviceWorker?.controller)
  void fetchRoomAt(route.value).catch(() => undefined);
void openBook();

await isSpoken;
const page = document.getElementById("app");
if (page) render(<PhoneApp />, page);
// A patrol that goes on stands in the home's place, and decides whether the night theme stays.
void today().then(({ followPatrol }) => followPatrol(window));
await firstScreen;
followServer(window);
followStorage(window);
followOldRecords();
fetchLate(window);
