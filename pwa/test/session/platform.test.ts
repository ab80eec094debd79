import assert from "node:assert/strict";
import { test } from "node:test";
import { phoneName, platformOf } from "../../src/session/platform.ts";

const ANDROID =
  "Mozilla/5.0 (Linux; Android 9; SM-J730G Build/PPR1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Mobile Safari/537.36";
const ANDROID_HIDDEN =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const IPAD =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";
const DESK =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const ZALO_ANDROID = `${ANDROID} Zalo android/12060 ZaloTheme/light ZaloLanguage/vi`;
const ZALO_IPHONE = IPHONE.replace("Version/17.5", "Zalo iOS/574").replace("Safari/604.1", "");
const FACEBOOK = `${IPHONE.replace(" Safari/604.1", "")} [FBAN/FBIOS;FBAV/450.0.0.38;FBDV/iPhone12,1]`;
const MESSENGER = `${ANDROID} [FB_IAB/MESSENGER;FBAV/450.0.0.0;]`;

function here(userAgent: string, isStandalone = false, touchPoints = 5): string {
  return platformOf({ userAgent, isStandalone, touchPoints });
}

test("phones are told apart by what would become of the book", () => {
  assert.equal(here(ANDROID), "android_browser");
  assert.equal(here(ANDROID_HIDDEN), "android_browser");
  assert.equal(here(IPHONE), "ios_browser");
  assert.equal(here(IPAD), "ios_browser");
  assert.equal(here(IPAD, false, 0), "other");
  assert.equal(here(DESK, false, 0), "other");
});

test("a chat app's own browser is no place for the book, on either phone", () => {
  for (const agent of [ZALO_ANDROID, ZALO_IPHONE, FACEBOOK, MESSENGER]) {
    assert.equal(here(agent), "in_app", agent);
  }
});

test("an app of the home screen is installed, whatever it says of itself", () => {
  assert.equal(here(IPHONE, true), "installed");
  assert.equal(here(ANDROID, true), "installed");
});

test("the desk's list shows which phone it is, as far as the browser says", () => {
  assert.equal(phoneName(ANDROID), "Android 9 SM-J730G");
  assert.equal(phoneName(ANDROID_HIDDEN), "Android 10");
  assert.equal(phoneName(IPHONE), "iPhone");
  assert.equal(phoneName(DESK), "");
});
