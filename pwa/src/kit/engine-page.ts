/** Puts the driver where a test finds it: `window.phone`. */

import { EngineDriver } from "./engine-driver.ts";

Object.assign(window, { phone: new EngineDriver() });
