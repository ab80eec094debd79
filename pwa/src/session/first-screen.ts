/**
 * The moment when the first screen stands. A slow phone does one thing at a time: what nobody looks
 * at (the first look for a network, the server's hello, rooms not entered yet) waits for it.
 */

/** A screen that never comes to show anything must not keep the phone from sending. */
const LATEST_MS = 3000;

let tell: () => void = () => undefined;

/** Ends when the first screen is painted, or has taken too long. */
export const firstScreen = new Promise<void>((resolve) => {
  tell = resolve;
});

/** Wait no longer than that; once, at the start. */
export function followFirstScreen(view: Window): void {
  view.setTimeout(tell, LATEST_MS);
}

/** Say that a screen has what it shows; it counts once it is painted. */
export function tellShown(): void {
  globalThis.requestAnimationFrame?.(() => setTimeout(tell));
}
