import type { invite as vi } from "../vi/invite.ts";
import type { English } from "../words.ts";

export const invite: English<typeof vi> = {
  "invite.title": "People of the group",
  "invite.hint": "Tap a name to invite that person to log on a phone of their own.",
  "invite.no_group": "You lead no group. To invite somebody, ask the commune police.",
  "invite.whom": "Invite {name}",
  "invite.why": "The code works once, for two days. A new code ends the old one.",
  "invite.go": "Make a code",
  "invite.again": "Make another code",
  "invite.busy": "Making the code…",
  "invite.how":
    "{name} scans this with the camera. If that fails, open {address} on the phone and type the 6 digits below.",
  "invite.qr": "A square to scan",
  "invite.until": "Works once, until {when}.",
  "invite.offline": "No network, so no code yet. Tap again when there is one.",
  "invite.not_yours":
    "You can't invite this person: they are in another group too, or their phone is locked. Ask the police to invite them.",
  "invite.fault": "The code could not be made. Try again in a few minutes.",
};
