/** The words of the sync screen, which come with it: import it for that. */

import { sync } from "./vi/sync.ts";
import { learn } from "./words.ts";

learn(sync);
