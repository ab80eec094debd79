/** The English words, which only those who ask for English fetch. */

import { book as bookEn } from "./en/book.ts";
import { day as dayEn } from "./en/day.ts";
import { desk as deskEn } from "./en/desk.ts";
import { deskPhotos as deskPhotosEn } from "./en/desk-photos.ts";
import { figures as figuresEn } from "./en/figures.ts";
import { form as formEn } from "./en/form.ts";
import { install as installEn } from "./en/install.ts";
import { invite as inviteEn } from "./en/invite.ts";
import { patrol as patrolEn } from "./en/patrol.ts";
import { photos as photosEn } from "./en/photos.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { signIn as signInEn } from "./en/sign-in.ts";
import { state as stateEn } from "./en/state.ts";
import { sync as syncEn } from "./en/sync.ts";
import { today as todayEn } from "./en/today.ts";
import { trouble as troubleEn } from "./en/trouble.ts";
import { ui as uiEn } from "./en/ui.ts";
import type { English, Vietnamese } from "./words.ts";

export const english: English<Vietnamese> = {
  ...uiEn,
  ...dayEn,
  ...deskEn,
  ...deskPhotosEn,
  ...figuresEn,
  ...stateEn,
  ...formEn,
  ...signInEn,
  ...todayEn,
  ...patrolEn,
  ...bookEn,
  ...photosEn,
  ...troubleEn,
  ...settingsEn,
  ...installEn,
  ...inviteEn,
  ...syncEn,
};
