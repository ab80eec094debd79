/** Whether a patrol goes on that is led from this phone, whatever screen is shown. */

import { opened } from "../../session/session.ts";
import { readPatrols } from "./read-patrols.ts";

export async function isOnPatrol(): Promise<boolean> {
  const now = opened.value;
  if (now.now !== "open") return false;
  const { open } = await readPatrols(now.session, new Date(), []);
  return open !== null;
}
