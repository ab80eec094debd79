import type { photos as vi } from "../vi/photos.ts";
import type { English } from "../words.ts";

export const photos: English<typeof vi> = {
  "photo.count": { one: "{count} photo", other: "{count} photos" },
  "photo.see": "See photo {number}",
  "photo.of": "Photo {number}",
  "photo.loading": "Opening the photo…",
  "photo.clear": "See it clearly",
  "photo.missing": "The photo has not arrived. The phone that took it sends it when it has signal.",
  "photo.offline": "No signal now. With signal, tap again to see it.",
  "photo.unknown": "This photo is no longer in the book.",
  "photo.take": "Take a photo",
  "photo.take_more": "Take another photo",
  "photo.remove": "Remove this photo",
  "photo.full": {
    one: "There is {count} photo already. Remove it to take another.",
    other: "There are {count} photos already. Remove one to take another.",
  },
  "photo.ask_title": "Take a photo",
  "photo.ask": "Allow the camera. It takes a photo only when you press the button.",
  "photo.ask_go": "Open the camera",
  "photo.shoot": "Take it",
  "photo.shrinking": "Saving the photo…",
  "photo.opening": "Opening the camera…",
  "photo.refused":
    "The camera may not be used here. Take it with the phone's own camera, or leave the photo out.",
  "photo.none": "The camera can't be opened here. Take it with the phone's own camera.",
  "photo.by_phone": "Use the phone's camera",
  "photo.odd": "This is no picture that the phone can read. Please take it again.",
  "photo.not_kept": "The photo is not saved. Please take it again.",
  "photo.came_back":
    "The phone had to open the book anew. What was written is all here; please take the photo again.",
  "voice.take": "Record a voice note",
  "voice.again": "Record anew",
  "voice.remove": "Remove the voice note",
  "voice.kept": "Voice note of {seconds} seconds",
  "voice.play": "Play the voice note, {seconds} seconds",
  "voice.ask": "Allow the microphone. It records only until you press stop.",
  "voice.ask_go": "Start recording",
  "voice.at_most": {
    one: "Up to {count} second; it then stops by itself.",
    other: "Up to {count} seconds; it then stops by itself.",
  },
  "voice.recording": "Recording",
  "voice.second": "{seconds} seconds",
  "voice.stop": "Stop",
  "voice.listen": "Listen to it",
  "voice.keep": "Keep this voice note",
  "voice.refused": "The microphone may not be used. Typing is just as good.",
  "voice.none": "This phone can't record. Typing is just as good.",
  "album.sending": {
    one: "Sending photo {number} of {count}",
    other: "Sending photo {number} of {count}",
  },
  "album.waiting": {
    one: "{count} photo or voice note waiting",
    other: "{count} photos and voice notes waiting",
  },
  "album.after": "Text goes first, photos follow.",
  "album.progress": {
    one: "Sent {sent} of {count}",
    other: "Sent {sent} of {count}",
  },
  "album.aside": {
    one: "{count} photo or voice note not sent",
    other: "{count} photos and voice notes not sent",
  },
  "album.aside_detail":
    "The commune police could not take it because the file is damaged. The text has arrived. Call them if the photo is needed.",
  "album.free": "Clear sent photos ({size})",
  "album.free_plain": "Only photos that the police have are cleared. Unsent ones stay.",
  "album.freed": "Cleared.",
};
