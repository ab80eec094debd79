/**
 * The place of a tap: it follows the tap, which is saved long before. Never asked for by itself:
 * where the phone would ask the person, the app explains first (place-sheet.tsx).
 */

import { browserLocator, LocationFault } from "../../forms/location.ts";
import type { JsonObject } from "../../lib/json.ts";

/** Whether taking a place would make the phone ask the person. */
export async function willAskForPlace(): Promise<boolean> {
  return "geolocation" in navigator && (await browserLocator(navigator).willAsk());
}

/** The place now; null where the phone may not know it, or finds none in time. */
export async function placeNow(): Promise<JsonObject | null> {
  if (!("geolocation" in navigator)) return null;
  try {
    const { lat, lng, accuracy_m } = await browserLocator(navigator).take();
    return { lat, lng, accuracy_m };
  } catch (fault) {
    if (fault instanceof LocationFault) return null;
    throw fault;
  }
}
