/**
 * When the book is opened: a patrol that goes on stands on the screen by itself, whatever ended the
 * app; one that was forgotten is closed. Both are looked at again when the page comes back.
 */

import { effect } from "@preact/signals";
import { isNightNow } from "../../session/looks.ts";
import { opened, type Session } from "../../session/session.ts";
import { go } from "../../ui/route.ts";
import { write } from "./deeds.ts";
import { textOf } from "./moments.ts";
import { closingOf } from "./open-patrol.ts";
import { readPatrols } from "./read-patrols.ts";

/** Follow the open book from now on; call it once, when the app starts. */
export function followPatrol(view: Window): () => void {
  const ends = new AbortController();
  let known = "";
  const end = effect(() => {
    const now = opened.value;
    const name = now.now === "open" ? now.session.disk.name : "";
    if (now.now === "open" && name !== known) quietly(begin(view, now.session));
    known = name;
  });
  view.document.addEventListener("visibilitychange", () => look(view), { signal: ends.signal });
  return () => {
    end();
    ends.abort();
  };
}

async function begin(view: Window, session: Session): Promise<void> {
  const isOpen = await closeForgotten(session);
  if (!isOpen) isNightNow.value = false;
  else if (view.location.pathname === "/") go("/patrol", "replace");
}

function look(view: Window): void {
  const now = opened.value;
  if (view.document.visibilityState !== "visible" || now.now !== "open") return;
  quietly(closeForgotten(now.session));
}

/** Close what nobody has touched for long; say whether a patrol goes on. */
async function closeForgotten(session: Session): Promise<boolean> {
  const { open, forgotten } = await readPatrols(session, new Date(), []);
  for (const { shown } of forgotten) {
    await write(session.phone, shown.id, (content) =>
      textOf(content["ended_at"]) === "" ? closingOf(content) : null,
    );
  }
  return open !== null;
}

function quietly(work: Promise<unknown>): void {
  work.catch((error: unknown) => globalThis.reportError(error));
}
