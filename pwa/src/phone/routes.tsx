/** Which screen stands at which address. */

import type { ComponentChild } from "preact";
import { late } from "../ui/late.tsx";
import type { Route } from "../ui/route.ts";
import { SignIn } from "./sign-in/sign-in.tsx";

const today = () => import("./today/screens.ts");
const book = () => import("./book/screens.ts");
const form = () => import("./form/screens.ts");
const patrol = () => import("./patrol/screens.ts");
const settings = () => import("./settings/screens.ts");
const Today = late(async () => (await today()).Today);
const NotFound = late(async () => (await today()).NotFound);
const Book = late(async () => (await book()).Book);
const RecordHistory = late(async () => (await book()).RecordHistory);
const RecordScreen = late(async () => (await book()).RecordScreen);
const Returned = late(async () => (await book()).Returned);
const SyncScreen = late(async () => (await book()).SyncScreen);
const DraftForm = late(async () => (await form()).DraftForm);
const EditRecord = late(async () => (await form()).EditRecord);
const NewRecord = late(async () => (await form()).NewRecord);
const FinishPatrol = late(async () => (await patrol()).FinishPatrol);
const LivePatrol = late(async () => (await patrol()).LivePatrol);
const SavedPatrol = late(async () => (await patrol()).SavedPatrol);
const StartPatrol = late(async () => (await patrol()).StartPatrol);
const InstallHelp = late(async () => (await settings()).InstallHelp);
const PrivacyNotice = late(async () => (await settings()).PrivacyNotice);
const Settings = late(async () => (await settings()).Settings);

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
