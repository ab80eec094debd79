/** The words of photos and voice notes, which come with whatever shows one: import it for that. */

import { photos } from "./vi/photos.ts";
import { learn } from "./words.ts";

learn(photos);
