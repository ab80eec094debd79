/** Whether a patrol goes on that is led from this phone, whatever screen is shown. */

import { opened } from "../../session/session.ts";
import { readPatrols } from "./read-patrols.ts";

const NOBODYS = { stream: "", member: "" };

export async function isOnPatrol(): Promise<boolean> {
  const now = opened.value;
  if (now.now !== "open") return false;
  const { open } = await readPatrols(now.session, new Date(), NOBODYS);
  return open !== null;
}
