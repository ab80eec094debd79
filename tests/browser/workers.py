"""The service worker seen from a page: which ones there are, what becomes of a new one."""

from playwright.sync_api import Page

from tests.browser.phone_disk import wait_until

# Bounded, and never a registration itself: it can't cross over to the test.
STANDING = """
async () => {
  const found = await navigator.serviceWorker.getRegistration();
  return {
    installing: Boolean(found?.installing),
    waiting: Boolean(found?.waiting),
    active: Boolean(found?.active),
  };
}
"""
# Look for another worker as the app does, and say what becomes of it; "none": there is no other.
LOOK_FOR_UPDATE = """
async () => {
  const late = new Promise((done) => setTimeout(() => done("late"), 20_000));
  const look = async () => {
    const options = { updateViaCache: "none" };
    const found = await navigator.serviceWorker.register("/service-worker.js", options);
    let worker = found.installing;
    found.addEventListener("updatefound", () => { worker = found.installing; });
    if (!worker) await found.update().catch(() => undefined); // a portal, or no network
    if (!worker) await new Promise((done) => setTimeout(done, 300)); // the event comes behind
    if (!worker) return found.waiting ? "installed" : "none";
    if (worker.state !== "installing") return worker.state;
    return new Promise((done) => {
      worker.addEventListener("statechange", () => done(worker.state), { once: true });
    });
  };
  return Promise.race([look(), late]);
}
"""


def look_for_update(page: Page) -> str:
    """Let the browser look for another worker; "none", or the state its install ends in."""
    ended: str = page.evaluate(LOOK_FOR_UPDATE)
    return ended


def await_end(page: Page, state: str) -> None:
    """Look until an install ends so: a look may join one that began before, and find nothing."""
    wait_until(page, lambda: look_for_update(page) == state)


def standing(page: Page) -> dict[str, bool]:
    """Which workers there are."""
    found: dict[str, bool] = page.evaluate(STANDING)
    return found
