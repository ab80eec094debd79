import type { groups as vietnamese } from "../vi/groups.ts";
import type { English } from "../words.ts";

export const groups: English<typeof vietnamese> = {
  "groups.title": "Groups and phones",
  "groups.sum": "{groups} groups · {people} people",
  "groups.list": "List of groups",
  "groups.search": "Find a village, group or name",
  "groups.none_such": "No such group.",
  "groups.none": "The commune has no groups yet.",
  "groups.back": "Back to the groups",
  "groups.unknown": "This machine does not know this group.",
  "groups.people": { one: "{count} person", other: "{count} people" },
  "groups.with_phone": "{phones}/{people} with a phone",
  "groups.areas": "{count} villages",
  "groups.today": "today",
  "groups.yesterday": "yesterday",
  "groups.days": { one: "{count} day ago", other: "{count} days ago" },
  "groups.never": "no report yet",
  "groups.nobody": "Nobody is in this group yet.",

  "groups.name": "Name",
  "groups.phone": "Phone",
  "groups.last": "Last report",
  "groups.pending": "Unsent",
  "groups.called": "called {word}",
  "groups.no_label": "Phone",
  "groups.version": "version {version}",
  "groups.no_phone": "No phone yet",
  "groups.needs_network": "Needs a network",
  "groups.not_yet": "Has not reported yet",
  "groups.since": "since {when}",
  "groups.clock_ahead": "Clock {span} ahead",
  "groups.clock_behind": "Clock {span} behind",
  "groups.locked": "Locked",
  "groups.retired": "No longer used",
  "groups.stolen": "Reported stolen",

  "groups.offline": "No network. The people are here; their phones need a network.",
  "groups.offline_since":
    "No network. Phones are shown as they were at {when}. Locking one needs a network.",
  "groups.refused": "This account may not see the members' phones.",
  "groups.busy": "The phones could not be read. Try again in a few minutes.",
  "groups.loading": "Reading the phones…",

  "groups.lock": "Lock",
  "groups.unlock": "Unlock",
  "groups.lock_whose": "Lock {phone} of {name}",
  "groups.unlock_whose": "Unlock {phone} of {name}",
  "groups.more_whose": "More about {phone} of {name}",
  "groups.working": "Working…",
  "groups.lost":
    "A phone lost or replaced? Press Lock: at its next contact it stops sending and receiving. What was sent is safe. Once found, unlock it.",
  "groups.locked_now":
    "Locked {phone} of {name}. Its unsent work stays on it and goes on once it is unlocked.",
  "groups.unlocked_now": "Unlocked {phone} of {name}. With a network it goes on sending by itself.",
  "groups.stolen_now":
    "Reported {phone} of {name} stolen. At its next contact the book on it is wiped.",
  "groups.fail_offline": "No network, so nothing was done. That phone is as it was.",
  "groups.fail_rights": "This account may not do that to the phone of {name}.",
  "groups.fail_final": "This phone was reported stolen or retired and can't be changed back.",
  "groups.fail_unknown": "This phone is no longer on the commune's list.",
  "groups.fail_busy": "Not done. Try again in a few minutes; that phone is as it was.",

  "groups.report": "Report as stolen",
  "groups.report_title": "Report {phone} of {name} as stolen?",
  "groups.report_wipe": "At its next contact the commune's book on this phone is wiped.",
  "groups.report_unsent": {
    one: "Unsent work on it is wiped too and can't be brought back. It last reported {count} unsent.",
    other:
      "Unsent work on it is wiped too and can't be brought back. It last reported {count} unsent.",
  },
  "groups.report_unsent_none":
    "Unsent work on it, if any, is wiped too and can't be brought back. At its last report nothing was unsent.",
  "groups.report_unsent_unknown":
    "Unsent work on it, if any, is wiped too and can't be brought back.",
  "groups.report_sent": "What was sent to the police is safe.",
  "groups.report_final": "This can't be undone. If it may still be found, lock it instead.",
  "groups.report_go": "Report and wipe",
  "groups.stop": "Cancel",
  "groups.reason_lock": "Locked by the commune police",
  "groups.reason_unlock": "Unlocked by the commune police",
  "groups.reason_stolen": "Reported as stolen",

  "groups.invite": "Invite",
  "groups.invite_whose": "Invite {name}",
  "groups.invite_other": "Invite to another phone",
  "groups.invite_not_yours":
    "This person can't be invited: they have left, or sign in by password as an officer.",
  "groups.print": "Print the invitation",
  "groups.print_hint": "Printed on A5 in large type, with three steps and the duty number.",
  "groups.paper_title": "Invitation to the An Thôn book",
  "groups.paper_for": "For {name}, {group}",
  "groups.paper_1": "Open the phone's camera and scan the square below.",
  "groups.paper_2": "If that fails, open {address} and type the 6 digits below the square.",
  "groups.paper_3": "Read the notice and agree. Keep the code to yourself.",
  "groups.paper_duty": "For help, call the commune police on duty: {number}",
};
