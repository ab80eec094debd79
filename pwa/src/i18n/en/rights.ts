import type { rights as vietnamese } from "../vi/rights.ts";
import type { English } from "../words.ts";

export const rights: English<typeof vietnamese> = {
  "rights.strip":
    "The commune's book was just restored from a backup. Phones can send but receive nothing yet.",
  "rights.look": "Look through the rights",
  "rights.title": "Look through the rights after a restore",
  "rights.why":
    "The backup is older than the book was, so rights and locked phones are as they were then: whoever left, whichever phone was locked since, is as if that had not been. So no phone receives anything before you confirm.",
  "rights.how":
    "Look at everybody below. Lock a phone that must not be used any more; correct who has left in Groups and phones after confirming.",
  "rights.doubted": "Look closely",
  "rights.left":
    "This computer's book says that this person has left {group}. Better lock the phone before confirming.",
  "rights.this_one": "in use here",
  "rights.office": "Officers",
  "rights.members": "Members of the groups",
  "rights.chief": "Head of the commune police",
  "rights.officer": "Officer of the commune police",
  "rights.viewer": "May only look",
  "rights.administrator": "Administrator",
  "rights.confirm": "Confirm the rights",
  "rights.confirm_title": "Has everybody been looked at?",
  "rights.confirm_detail":
    "{count} people named here will receive the book again when their phones have a network.",
  "rights.confirmed": "The rights are confirmed. The book is on its way back to the phones.",
  "rights.to_queue": "To the queue",
  "rights.offline": "There is no network. Looking through and confirming rights needs one.",
  "rights.refused": "This account can't confirm rights.",
  "rights.busy": "The rights can't be read now. Try again in a few minutes.",
};
