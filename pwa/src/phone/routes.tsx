/** Which screen stands at which address. */

import type { ComponentChild } from "preact";
import type { Route } from "../ui/route.ts";
import { Book } from "./book/book.tsx";
import { RecordHistory } from "./book/record-history.tsx";
import { RecordScreen } from "./book/record-screen.tsx";
import { Returned } from "./book/returned.tsx";
import { DraftForm } from "./form/draft-form.tsx";
import { EditRecord } from "./form/edit-record.tsx";
import { NewRecord } from "./form/new-record.tsx";
import { FinishPatrol } from "./patrol/finish-patrol.tsx";
import { LivePatrol } from "./patrol/live-patrol.tsx";
import { SavedPatrol } from "./patrol/saved-patrol.tsx";
import { StartPatrol } from "./patrol/start-patrol.tsx";
import { InstallHelp } from "./settings/install-help.tsx";
import { PrivacyNotice } from "./settings/privacy-notice.tsx";
import { Settings } from "./settings/settings.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";
import { SyncScreen } from "./sync/sync-screen.tsx";
import { NotFound } from "./today/not-found.tsx";
import { Today } from "./today/today.tsx";

type Draw = (...parts: string[]) => ComponentChild;

/** Pattern -> screen; ":" stands for one part of the address, given to the screen in order. */
const SCREENS: readonly (readonly [string, Draw])[] = [
  ["", () => <Today />],
  ["patrol", () => <LivePatrol />],
  ["patrol/start", () => <StartPatrol />],
  ["patrol/finish", () => <FinishPatrol />],
  ["patrol/finish/:", (id) => <FinishPatrol key={id} id={id ?? ""} />],
  ["patrol/saved/:", (id) => <SavedPatrol key={id} id={id ?? ""} />],
  ["new/:", (kind) => <NewRecord key={kind} kind={kind ?? ""} />],
  ["draft/:", (id) => <DraftForm key={id} id={id ?? ""} />],
  ["book", () => <Book />],
  ["record/:", (id) => <RecordScreen key={id} id={id ?? ""} />],
  ["record/:/history", (id) => <RecordHistory key={id} id={id ?? ""} />],
  ["record/:/edit", (id) => <EditRecord key={id} id={id ?? ""} />],
  ["record/:/answer", (id) => <Returned key={id} id={id ?? ""} />],
  ["sync", () => <SyncScreen />],
  ["settings", () => <Settings />],
  ["settings/privacy", () => <PrivacyNotice />],
  ["settings/install", () => <InstallHelp />],
  ["sign-in", () => <SignIn />],
];

/** Give the screen at an address. */
export function screenAt({ parts }: Route): ComponentChild {
  for (const [pattern, draw] of SCREENS) {
    const asked = pattern.split("/").filter(Boolean);
    if (asked.length !== parts.length) continue;
    if (asked.every((part, at) => part === ":" || part === parts[at])) {
      return draw(...parts.filter((_, at) => asked[at] === ":"));
    }
  }
  return <NotFound />;
}
