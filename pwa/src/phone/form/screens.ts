/** The screens of the forms, as one piece of the app. */

export { DraftForm } from "./draft-form.tsx";
export { EditRecord } from "./edit-record.tsx";
export { NewRecord } from "./new-record.tsx";
