/** The screens of a patrol, as one piece of the app. */

export { FinishPatrol } from "./finish-patrol.tsx";
export { LivePatrol } from "./live-patrol.tsx";
export { SavedPatrol } from "./saved-patrol.tsx";
export { StartPatrol } from "./start-patrol.tsx";
