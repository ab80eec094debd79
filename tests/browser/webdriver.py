"""A window of a browser that speaks WebDriver, found and pressed by the words people read.

For browsers that Playwright does not drive as their makers ship them. How the commands travel is
the browser's own affair: firefox.py over Marionette, webkit.py over HTTP.
"""

import time
from typing import Any, Protocol

Json = dict[str, Any]
FOUND_WITHIN_S = 30.0
LOOK_EVERY_S = 0.1
# The key under which WebDriver hands out elements.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

BUTTON = "//button[normalize-space()='{0}' or @aria-label='{0}']"
LINK = "//a[contains(normalize-space(), '{0}')]"
LABEL = "//label[normalize-space()='{0}']"
LABELLED = "//*[@id=//label[contains(normalize-space(), '{0}')]/@for]"
TITLE = "//h1[normalize-space()='{0}']"
TEXT = "//*[text()[contains(normalize-space(), '{0}')]]"
# Where the words stand, unless they are hidden.
SEEN = """
const found = document.evaluate(
  arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null,
);
for (let at = 0; at < found.snapshotLength; at += 1) {
  const element = found.snapshotItem(at);
  if (element.getClientRects().length > 0) return element;
}
return null;
"""
CHECKED = "return arguments[0].control.checked"
TO_MIDDLE = "arguments[0].scrollIntoView({ block: 'center' })"


class Refused(Exception):
    """The browser answered with an error: its code, as WebDriver names it, and its words."""


class Line(Protocol):
    """What carries commands to a browser."""

    def ask(self, command: str, details: Json) -> Any:
        """Give a command of COMMANDS with its details; raises Refused."""


class Window:
    """The one window of a browser."""

    def __init__(self, line: Line) -> None:
        self.line = line

    @property
    def url(self) -> str:
        """The address it shows."""
        address: str = self.line.ask("GetCurrentURL", {})
        return address

    def open(self, url: str) -> None:
        """Load an address."""
        self.line.ask("Navigate", {"url": url})

    def reload(self) -> None:
        """Load the same address again; Firefox's own command for it passes service workers by."""
        self.open(self.url)

    def go_back(self) -> None:
        """Press the browser's own Back."""
        self.line.ask("Back", {})

    def evaluate(self, function: str, value: Any = None) -> Any:
        """Give what a JavaScript function makes of a value, awaited."""
        return self.run(f"return ({function})(arguments[0])", value)

    def run(self, script: str, *values: Any) -> Any:
        """Run the body of a JavaScript function."""
        return self.line.ask("ExecuteScript", {"script": script, "args": list(values)})

    def see(self, pattern: str, words: str) -> Json:
        """Wait for a pattern with these words to stand there; give its element."""
        path = pattern.format(words)
        deadline_s = time.monotonic() + FOUND_WITHIN_S
        while (element := self.look(path)) is None:
            assert time.monotonic() < deadline_s, f"{path} is not at {self.url}:\n{self.text()}"
            time.sleep(LOOK_EVERY_S)
        return element

    def look(self, path: str) -> Json | None:
        """Give the element at an XPath that can be seen now."""
        element: Json | None = self.run(SEEN, path)
        return element

    def text(self) -> str:
        """All that can be read now."""
        words: str = self.run("return document.body.innerText")
        return words

    def press(self, pattern: str, words: str) -> None:
        """Click it, as soon as it can be clicked; a page may redraw itself meanwhile."""
        deadline_s = time.monotonic() + FOUND_WITHIN_S
        while True:
            element = self.see(pattern, words)
            try:
                self.run(TO_MIDDLE, element)
                self.line.ask("ElementClick", {"id": element[ELEMENT]})
                return
            except Refused:
                if time.monotonic() > deadline_s:
                    raise
                time.sleep(LOOK_EVERY_S)

    def check(self, words: str) -> None:
        """Choose what a label names."""
        self.press(LABEL, words)
        assert self.run(CHECKED, self.see(LABEL, words))

    def fill(self, words: str, text: str) -> None:
        """Type into the field that a label names."""
        element = self.see(LABELLED, words)
        self.line.ask("ElementSendKeys", {"id": element[ELEMENT], "text": text})
