/** The phone's position at the moment of a tap; never watched, never asked for by itself. */

export interface Fix {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy_m: number;
}

/** Why there is no fix: the person or the phone forbids it, or no satellite was found in time. */
export type NoFix = "refused" | "none";

export class LocationFault extends Error {
  readonly why: NoFix;

  constructor(why: NoFix) {
    super(`no position: ${why}`);
    this.why = why;
  }
}

export interface Locator {
  /** Whether taking a position will make the phone ask the person first. */
  willAsk(): Promise<boolean>;
  /** The position now; throws LocationFault. */
  take(): Promise<Fix>;
}

const TIMEOUT_MS = 20_000;
const AGE_MAX_MS = 5_000; // older ones are of another place than where the button was pressed
const DECIMALS = 1e6; // a tenth of a metre

/** The position by the browser. */
export function browserLocator(browser: Navigator): Locator {
  return {
    async willAsk() {
      // Safari before 16 cannot be asked; explaining once more does no harm.
      if (!browser.permissions) return true;
      const answer = await browser.permissions.query({ name: "geolocation" });
      return answer.state === "prompt";
    },
    take: () => takeOnce(browser.geolocation),
  };
}

function takeOnce(geolocation: Geolocation): Promise<Fix> {
  return new Promise((resolve, reject) => {
    geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: Math.round(coords.latitude * DECIMALS) / DECIMALS,
          lng: Math.round(coords.longitude * DECIMALS) / DECIMALS,
          accuracy_m: Math.ceil(coords.accuracy),
        }),
      (fault) =>
        reject(new LocationFault(fault.code === fault.PERMISSION_DENIED ? "refused" : "none")),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: AGE_MAX_MS },
    );
  });
}
