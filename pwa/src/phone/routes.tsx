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
const Group = late(async () => (await settings()).Group);
const InstallHelp = late(async () => (await settings()).InstallHelp);
const PrivacyNotice = late(async () => (await settings()).PrivacyNotice);
const Settings = late(async () => (await settings()).Settings);

type Draw = (...parts: string[]) => ComponentChild;
type Room = () => Promise<unknown>;

/** Pattern, room, screen; ":" stands for one part of the address, given to the screen in order. */
const SCREENS: readonly (readonly [string, Room, Draw])[] = [
  ["", today, () => <Today />],
  ["patrol", patrol, () => <LivePatrol />],
  ["patrol/start", patrol, () => <StartPatrol />],
  ["patrol/finish", patrol, () => <FinishPatrol />],
  ["patrol/finish/:", patrol, (id) => <FinishPatrol key={id} id={id ?? ""} />],
  ["patrol/saved/:", patrol, (id) => <SavedPatrol key={id} id={id ?? ""} />],
  ["new/:", form, (kind) => <NewRecord key={kind} kind={kind ?? ""} />],
  ["draft/:", form, (id) => <DraftForm key={id} id={id ?? ""} />],
  ["book", book, () => <Book />],
  ["record/:", book, (id) => <RecordScreen key={id} id={id ?? ""} />],
  ["record/:/history", book, (id) => <RecordHistory key={id} id={id ?? ""} />],
  ["record/:/edit", form, (id) => <EditRecord key={id} id={id ?? ""} />],
  ["record/:/answer", book, (id) => <Returned key={id} id={id ?? ""} />],
  ["sync", book, () => <SyncScreen />],
  ["settings", settings, () => <Settings />],
  ["settings/privacy", settings, () => <PrivacyNotice />],
  ["settings/group", settings, () => <Group />],
  ["settings/install", settings, () => <InstallHelp />],
  ["sign-in", async () => undefined, () => <SignIn />],
];
const NOWHERE = [today, () => <NotFound />] as const;

/** Give the screen at an address. */
export function screenAt(route: Route): ComponentChild {
  const [, draw] = find(route);
  return draw();
}

/** Fetch the code of the screen at an address, before it is known that it will be drawn. */
export async function fetchRoomAt(route: Route): Promise<void> {
  const [room] = find(route);
  await room();
}

function find({ parts }: Route): readonly [Room, () => ComponentChild] {
  for (const [pattern, room, draw] of SCREENS) {
    const asked = pattern.split("/").filter(Boolean);
    if (asked.length !== parts.length) continue;
    if (asked.every((part, at) => part === ":" || part === parts[at])) {
      return [room, () => draw(...parts.filter((_, at) => asked[at] === ":"))];
    }
  }
  return NOWHERE;
}
