import type { settings as vi } from "../vi/settings.ts";
import type { English } from "../words.ts";

export const settings: English<typeof vi> = {
  "settings.title": "Settings",
  "settings.text_size": "Text size",
  "settings.text_md": "Medium",
  "settings.text_lg": "Large",
  "settings.text_xl": "Very large",
  "settings.theme": "Screen",
  "settings.theme_auto": "As the phone",
  "settings.theme_light": "Light",
  "settings.theme_dark": "Dark",
  "settings.theme_night": "Night patrol",
  "settings.language": "Language",
  "settings.language_vi": "Tiếng Việt",
  "settings.language_en": "English",
  "settings.call_me": "Call me",
  "settings.privacy_contact": "Questions about personal data",
  "install.title": "Put An Thôn on the home screen",
  "install.later": "Later",
};
