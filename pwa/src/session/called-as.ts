/** The app addresses its reader as his member record says, until he chooses for himself. */

import { effect } from "@preact/signals";
import { HONORIFICS, honorific } from "../i18n/language.ts";
import { me } from "./directory.ts";
import { isHonorificChosen } from "./looks.ts";

/** Follow the record from now on; call it once, when the app starts. */
export function followCalledAs(): () => void {
  return effect(() => {
    const said = me.value?.content["called_as"];
    const code = HONORIFICS.find((one) => one === said);
    if (code && !isHonorificChosen.value) honorific.value = code;
  });
}
