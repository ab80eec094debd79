/** Camera and voice recorder, as one piece of the app. */

export { Camera } from "./camera.tsx";
export { Recorder } from "./recorder.tsx";
