/** The words of inviting somebody, which come with whatever does it: import it for that. */

import { invite } from "./vi/invite.ts";
import { learn } from "./words.ts";

learn(invite);
