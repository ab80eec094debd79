import type { desk as vi } from "../vi/desk.ts";
import type { English } from "../words.ts";

export const desk: English<typeof vi> = {
  "desk.title": "Commune police desk",
  "desk.sign_in": "Commune police sign-in",
  "desk.sign_in_detail": "For officers of the commune. Members open the book on their phones.",
  "desk.signed_out": "Sign in again so that this machine can send and receive. Nothing is lost.",
  "desk.user_name": "User name",
  "desk.password": "Password",
  "desk.show": "Show",
  "desk.hide": "Hide",
  "desk.go_in": "Sign in",
  "desk.signing_in": "Opening the book…",
  "desk.wrong": "User name or password is not right.",
  "desk.sign_in_offline": "No signal now. This sign-in needs one.",
  "desk.too_often": {
    one: "Tried too often. Wait {count} minute, then try again.",
    other: "Tried too often. Wait {count} minutes, then try again.",
  },
  "desk.busy": "The book's place is busy. Wait a minute, then try again.",
  "desk.demo": "Demo commune: choose somebody to look around as",
  "desk.fetching": "Fetching the commune's book",
  "desk.fetching_detail":
    "The first time needs a network. After that, reviewing works without one.",
  "desk.not_yours": "This page is the police desk",
  "desk.not_yours_detail": "The book open here may not review. The members' book is another page.",
  "desk.to_phone": "To the members' book",
  "desk.as_officer": "Sign in as an officer",
};
