/** The home screen, as one piece of the app, and what it watches from the start. */

export { followPatrol } from "../patrol/at-start.ts";
export { isOnPatrol } from "../patrol/is-on-patrol.ts";
export { NotFound } from "./not-found.tsx";
export { Today } from "./today.tsx";
