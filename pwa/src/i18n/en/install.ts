import type { install as vi } from "../vi/install.ts";
import type { English } from "../words.ts";

export const install: English<typeof vi> = {
  "install.title": "Put An Thôn on the home screen",
  "install.why": "Next time a tap on the village gate opens it, without signal too.",
  "install.go": "Put it on the home screen",
  "install.later": "Later",
  "install.done": "I have done it",
  "install.installed": "An Thôn is on this phone's home screen.",
  "install.ios_first":
    "On an iPhone these three steps come before the book. Do them once; keep the invitation for after.",
  "install.ios_help": "Three steps on an iPhone, only once.",
  "install.android_help": "Three steps on Android, only once.",
  "install.ios_share": "Tap the share button at the edge of the screen",
  "install.ios_add": "Scroll down and choose",
  "install.ios_add_button": "Add to Home Screen",
  "install.ios_done": "In the upper corner, tap",
  "install.ios_done_button": "Add",
  "install.android_menu": "Tap the three dots in Chrome's upper corner",
  "install.android_add": "Scroll down and choose",
  "install.android_add_button": "Add to Home screen",
  "install.android_done": "In the box that appears, tap",
  "install.android_done_button": "Install",
  "install.then_open": "Then open An Thôn from the home screen and type the invitation's 6 digits.",
  "install.stay": "Open the book here, without the home screen",
};
