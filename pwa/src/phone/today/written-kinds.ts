/** Which kinds this person may write, and by which way in. */

import { tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { compareVietnamese } from "../../lib/search.ts";
import { bookKinds } from "../../records/speaker.ts";
import { writableStreams } from "../../session/directory.ts";
import type { Session } from "../../session/session.ts";

const PATROL_SCREEN = "patrol";

/** The kind that has the screen of the live patrol. */
export function patrolKindOf(session: Session): Kind | undefined {
  return bookKinds(session).find(({ screen }) => screen === PATROL_SCREEN);
}

/** Those that begin with a form, in the order of their words. */
export function formKindsOf(session: Session): Kind[] {
  return writable(session)
    .filter(({ screen }) => screen !== PATROL_SCREEN)
    .sort((one, next) => compareVietnamese(wordsOf(one), wordsOf(next)));
}

/** Those that may also be typed in from a paper book. */
export function paperKindsOf(session: Session): Kind[] {
  return writable(session).filter(({ fields }) =>
    fields.some(({ name, retired }) => name === "entered_from_paper" && retired === undefined),
  );
}

/** What stands on the button that begins one. */
export function wordsOf(kind: Kind): string {
  return tl(kind.entry_labels ?? kind.labels);
}

function writable(session: Session): Kind[] {
  return bookKinds(session).filter(
    ({ stream, steps }) => steps.length > 0 && writableStreams(stream).length > 0,
  );
}
