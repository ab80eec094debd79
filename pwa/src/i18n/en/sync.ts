import type { sync as vi } from "../vi/sync.ts";
import type { English } from "../words.ts";

export const sync: English<typeof vi> = {};
