import type { deskPhotos as vi } from "../vi/desk-photos.ts";
import type { English } from "../words.ts";

export const deskPhotos: English<typeof vi> = {
  "desk_photo.title": "Photo {number}/{count}: {label}",
  "desk_photo.missing": "Photo not here yet",
  "desk_photo.missing_detail":
    "The photo is not here yet, this is its small form. The phone that took it keeps it and will send it.",
  "desk_photo.voice_missing": "Voice note not here yet",
  "desk_photo.before": "Previous photo",
  "desk_photo.next": "Next photo",
  "desk_photo.export": "Export photo",
  "desk_photo.export_title": "Hide faces and plates, then export",
  "desk_photo.rub":
    "Rub over faces and number plates by finger, pen or mouse. What was rubbed over can't be brought back from the exported photo. The original in the book stays as it is.",
  "desk_photo.rub_keys": "Keyboard: arrows move, space hides, Ctrl+Z takes the last back.",
  "desk_photo.canvas": "The photo to hide parts of",
  "desk_photo.brush": "Size of the finger",
  "desk_photo.brush_small": "Small",
  "desk_photo.brush_middle": "Middle",
  "desk_photo.brush_large": "Large",
  "desk_photo.undo": "Take the last back",
  "desk_photo.print": "Print photo",
  "desk_photo.download": "Download photo",
  "desk_photo.stop": "Don't export",
};
