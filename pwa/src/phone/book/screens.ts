/** The screens of the book and of what waits, as one piece of the app. */

export { SyncScreen } from "../sync/sync-screen.tsx";
export { Book } from "./book.tsx";
export { RecordHistory } from "./record-history.tsx";
export { RecordScreen } from "./record-screen.tsx";
export { Returned } from "./returned.tsx";
