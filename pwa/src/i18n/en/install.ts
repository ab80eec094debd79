import type { install as vi } from "../vi/install.ts";
import type { English } from "../words.ts";

export const install: English<typeof vi> = {};
