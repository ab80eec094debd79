import type { settings as vi } from "../vi/settings.ts";
import type { English } from "../words.ts";

export const settings: English<typeof vi> = {
  "settings.title": "Settings",
  "settings.to_desk": "Open the police desk",
  "settings.text_size": "Text size",
  "settings.text_md": "Medium",
  "settings.text_lg": "Large",
  "settings.text_xl": "Very large",
  "settings.sample": "You are on duty at 20:00 tonight, with bác Bảy and bác Lan.",
  "settings.theme": "Screen",
  "settings.theme_auto": "As the phone",
  "settings.theme_light": "Light",
  "settings.theme_dark": "Dark",
  "settings.theme_night": "Night patrol",
  "settings.language": "Language",
  "settings.language_vi": "Tiếng Việt",
  "settings.language_en": "English",
  "settings.call_me": "Call me",
  "settings.who": "The book on this phone belongs to",
  "settings.name": "Full name",
  "settings.group": "Group",
  "settings.commune": "Commune",
  "settings.version": "Version of An Thôn",
  "settings.version_now": "An Thôn on this phone: {version}",
  "settings.update_held": "A form or a patrol is open. Change when it is done.",
  "settings.device_id": "Id of the phone",
  "settings.install_id": "Id of the installation",
  "settings.person_id": "Id of the person",
  "settings.commune_id": "Id of the commune",
  "settings.kept": "Keeping the book",
  "settings.kept_yes": "The browser promised not to clear it by itself",
  "settings.kept_no": "The browser has not promised to keep it; installing helps",
  "settings.privacy_contact": "Questions about personal data",

  "sign_out.title": "Sign out",
  "sign_out.why":
    "The book on this phone will be deleted. What was sent stays with the police. A new invitation is needed to come back.",
  "sign_out.unsent": {
    one: "{count} record is not sent yet, so you can't sign out. It is safe on this phone.",
    other: "{count} records are not sent yet, so you can't sign out. They are safe on this phone.",
  },
  "sign_out.unsent_what": "Go where there is signal, send them, and sign out then.",
  "sign_out.drafts": {
    one: "{count} record was begun and not saved. Signing out loses it.",
    other: "{count} records were begun and not saved. Signing out loses them.",
  },
  "sign_out.go": "Sign out and delete this book",
  "sign_out.busy": "Signing out…",
  "sign_out.stay": "Stay",

  "notice.for": "The book of {name}",
  "notice.law":
    "By the Law on Personal Data Protection (91/2025/QH15) you may know all of this before you use the book.",
  "notice.what": "What it keeps of you",
  "notice.what_1": "Your name, how you are addressed, your group and role.",
  "notice.what_2":
    "What you log: what, when, with whom; a position only when you press a button. The phone's name, its version, how many records wait.",
  "notice.never": "What it never keeps",
  "notice.never_1": "No names, numbers or papers of citizens; no faces, no number plates.",
  "notice.never_2": "It does not follow where you go.",
  "notice.why": "What for",
  "notice.why_1":
    "For the group's work, for the commune police to know and report, and as the ground for paying those on duty.",
  "notice.where": "Where it is kept",
  "notice.where_1":
    "On this phone and where the commune keeps its book. An Thôn sends it nowhere else.",
  "notice.how_long": "For how long",
  "notice.how_long_1": "Your name: until you leave, and 6 months more.",
  "notice.how_long_2":
    "Patrols and mediations: 4 years. Who was there and when: 5 years. The story of a mediation: 1 year.",
  "notice.how_long_3": "On this phone: until you sign out.",
  "notice.who": "Who can read it",
  "notice.who_1":
    "Your group reads the group's records. Mediations are read by leader, deputy and mediators only.",
  "notice.who_2":
    "The commune police read them to deal with them. Officials who were given access may look, not at mediations.",
  "notice.rights": "Your rights",
  "notice.rights_1":
    "To see, copy, correct, delete, restrict, object, complain, and to withdraw your yes at any time.",
  "notice.rights_2": "To withdraw it: sign out on the phone and tell the office named below.",
  "notice.police": "Police of {commune}",
  "notice.agreed": "Agreed at {when}.",
};
