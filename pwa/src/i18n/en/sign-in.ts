import type { signIn as vi } from "../vi/sign-in.ts";
import type { English } from "../words.ts";

export const signIn: English<typeof vi> = {
  "sign_in.first": "First time on this phone",
  "sign_in.step_ask": "Ask the commune police or the group leader for an invitation.",
  "sign_in.step_code": "Scan the square on the paper, or type its 6 digits.",
  "sign_in.step_agree": "Read what this book keeps, and agree.",
  "sign_in.anew": "Sign in again",
  "sign_in.anew_detail": "A new code is needed. What you logged is safe on this phone.",
  "sign_in.scan": "Scan the invitation",
  "sign_in.scan_outside":
    "To scan the square: open the phone's camera, point it at the invitation and tap the line that appears.",
  "sign_in.scan_why":
    "The camera is needed to read the square on the invitation. No picture is taken or kept.",
  "sign_in.scan_go": "Open the camera",
  "sign_in.scan_aim": "Move closer until the square fills the frame.",
  "sign_in.scan_refused": "The camera can't be used. The 6 digits on the invitation work as well.",
  "sign_in.other_way": "Another way",
  "sign_in.type": "Type the 6-digit code",
  "sign_in.type_title": "Type the 6-digit code",
  "sign_in.code": "6-digit code",
  "sign_in.code_hint": "It is on the paper invitation and works once, within 48 hours.",
  "sign_in.needs_network": "Only this step needs signal.",
  "sign_in.no_network": "No signal now. Go where there is some and try again.",
  "sign_in.still_good": "The invitation can still be used.",
  "sign_in.wrong_code": "The code is not right. Please look at the invitation.",
  "sign_in.used_code": "This code was used already. Ask the police or the leader for a new one.",
  "sign_in.expired_code": "This code has expired. Ask the police or the leader for a new one.",
  "sign_in.too_often": {
    one: "Too many tries. Wait {count} minute and try again.",
    other: "Too many tries. Wait {count} minutes and try again.",
  },
  "sign_in.busy": "The server is busy. Wait a minute and try again.",
  "sign_in.asking": "Opening the book…",
  "sign_in.go": "Open the book",
  "sign_in.by_link": "Open the book by invitation",
  "sign_in.taken": "{name}'s book is open on this phone. This invitation opens another one.",
  "sign_in.taken_safe": "What was logged in the first book stays on this phone.",
  "sign_in.which_commune": "Which commune's book?",
  "sign_in.help": "Need help?",
  "sign_in.demo": "Demo commune: choose somebody to look around",
  "sign_in.notice": "What this book keeps, and where",
  "sign_in.agree": "I have read this and agree",
  "sign_in.disagree": "I do not agree, go back",
  "sign_in.disagree_title": "Without your yes",
  "sign_in.disagree_why":
    "This phone deletes everything and keeps nothing. A new invitation is needed to come back.",

  "sign_in.browser_title": "Open it in {browser}",
  "sign_in.browser_why": "This is Zalo's or Facebook's own browser. The book would not last here.",
  "sign_in.browser_copy": "Press the button below to copy the address.",
  "sign_in.browser_open": "Open {browser} on the phone.",
  "sign_in.browser_paste": "Hold a finger on the address bar, tap Paste, then Go.",
  "sign_in.copy": "Copy the address",
  "sign_in.copied": "Copied. Now open the browser and paste it.",
  "sign_in.copy_failed": "It could not be copied. Hold a finger on this line to copy it:",
  "sign_in.stay": "Open it here all the same",

  "standing.sign_in": "This phone must sign in again before it can send.",
  "standing.not_yours":
    "You are no longer in this commune's book, so nothing is sent. Call the commune police.",
  "standing.other": "The police get nothing from this phone. Call the commune police.",
  "standing.goes_on": "Go on logging; what you logged is safe on this phone.",

  "wiped.title": "The book on this phone was deleted",
  "wiped.why": "The police were told that this phone was lost, and had its book deleted.",
  "wiped.safe": "What was sent before is still with the police.",
  "wiped.what_to_do":
    "If the phone is back in your hands, ask the police for a new invitation and sign in again.",

  "cannot_open.title": "The book could not be opened",
  "cannot_open.why": "The browser does not let the phone open the place where the book is kept.",
  "cannot_open.what_to_do":
    "If this is a private window, close it and open a normal one. Otherwise close An Thôn fully and open it again.",
};
