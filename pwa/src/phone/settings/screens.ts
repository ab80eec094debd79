/** The screens of the settings and of the privacy notice, as one piece of the app. */

export { AskAgreement } from "../sign-in/ask-agreement.tsx";
export { Group } from "./group.tsx";
export { InstallHelp } from "./install-help.tsx";
export { PrivacyNotice } from "./privacy-notice.tsx";
export { Settings } from "./settings.tsx";
