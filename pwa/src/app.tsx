/** The start of all: looks first, then the address, then whoever's book is on this phone. */

import { render } from "preact";
import { followShownPage } from "./db/shown-page.ts";
import { followPatrol } from "./phone/patrol/at-start.ts";
import { isOnPatrol } from "./phone/patrol/is-on-patrol.ts";
import { PhoneApp } from "./phone/phone-app.tsx";
import { alsoBusyWhile } from "./session/busy.ts";
import { followCalledAs } from "./session/called-as.ts";
import { followDirectory } from "./session/directory.ts";
import { followDutyNumber } from "./session/duty-number.ts";
import { followServer } from "./session/hello.ts";
import { followInstall } from "./session/install.ts";
import { followInvitations } from "./session/invitation-link.ts";
import { followLooks } from "./session/looks.ts";
import { followOldRecords } from "./session/old-records.ts";
import { openBook } from "./session/session.ts";
import { followStorage } from "./session/storage.ts";
import { followVersion } from "./session/version.ts";
import { watchKeyboard } from "./ui/keyboard.ts";
import { followRoute } from "./ui/route.ts";

followShownPage(window); // before all others that hear of a page's leaving
followLooks(window);
watchKeyboard(window);
followInvitations(window);
followRoute(window);
followDirectory();
followOldRecords();
followCalledAs();
followDutyNumber(window);
followInstall(window);
followVersion(window);
alsoBusyWhile(isOnPatrol);
followServer(window);
followStorage(window);
followPatrol(window);
void openBook();

const page = document.getElementById("app");
if (page) render(<PhoneApp />, page);
