import type { signIn as vi } from "../vi/sign-in.ts";
import type { English } from "../words.ts";

export const signIn: English<typeof vi> = {
  "sign_in.first": "First time on this phone",
  "sign_in.scan": "Scan the invitation",
  "sign_in.type": "Type the 6-digit code",
  "sign_in.code": "6-digit code",
  "sign_in.code_hint": "It is on the paper invitation and works once.",
  "sign_in.needs_network": "Only this step needs signal.",
  "sign_in.no_network": "No signal now. Go where there is some and try again.",
  "sign_in.wrong_code": "The code is wrong or was used already. Please look at the invitation.",
  "sign_in.too_often": "Too many wrong codes. Wait {minutes} minutes and try again.",
  "sign_in.go": "Open the book",
  "sign_in.notice": "What this book keeps, and where",
  "sign_in.agree": "I have read this and agree",
};
