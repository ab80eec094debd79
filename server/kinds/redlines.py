"""Refuses a kind that would keep files on people (the third principle, and section 9.6).

Two nets. The first reads words: every id, label, choice code and choice label is cut into word
parts and compared with red_words.py, with and without accents, in one word or several
(`bien_so`, `bienso`, `b_i_e_n_s_o`); never as a substring, so that "template" holds no plate.
The second reads shapes: a list of bare points with times is a track under any name.

Hints, purposes and messages must be able to warn against these very words. They are prose: there a
red-line word is refused only in a sentence that does not forbid it first ("không", "tránh",
"never", …). The nets catch what is done unawares; against intent there is the review.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from server.kinds.kind import Field, Kind, Labels, walk
from server.kinds.node import BadKind
from server.kinds.red_words import FORBIDDING, RED_LINES, SPARED, RedLine

NEAR_WORDS_MAX: Final = 2
LEADING_LETTERS: Final = 4
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# The old way writes hoà, khoẻ, tuý; the new way hòa, khỏe, túy. Both are read as the new way.
_OLD_TONE: Final = re.compile(f"(o[ae]|uy)([{_TONES}])$")
_CAMEL: Final = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=[A-ZĐ])")
_WORD: Final = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_LETTER: Final = re.compile(r"([^\W\d_])([\u0300-\u036f]*)")
_SENTENCE_END: Final = re.compile(r"[.;!?\n]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A red-line word in a text, from word `start` up to word `end`."""

    start: int
    end: int
    found: str
    line: RedLine


def check(kind: Kind, file: str) -> None:
    """Refuses, by BadKind, a kind with a red-line word or shape; the reason names the topic."""
    for where, text in _names(kind):
        for match in find(text, kind):
            _refuse(file, where, match, text)
    for where, text in _prose(kind):
        for sentence in _SENTENCE_END.split(text):
            for match in find(sentence, kind):
                if not _forbids(sentence, before=match.start):
                    _refuse(file, where, match, sentence)
    for where, reason in _shapes(kind):
        raise BadKind(file, where, reason)


def find(text: str, kind: Kind | None = None) -> list[Match]:
    """The red-line words in one text, those left out that this kind may use."""
    return [match for match in _find(text) if _applies(match.line, kind)]


# --- words ---------------------------------------------------------------------------------------

# A letter and its marks, of accent and of tone.
_Letters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    letters: _Letters


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One phrase of the table: its letters with marks, and how it is to be compared."""

    plain: str
    letters: _Letters
    is_stem: bool
    needs_accents: bool
    line: RedLine
    group: int

    def fits(self, letters: _Letters) -> bool:
        """A letter written without its marks fits, unless the phrase needs them."""
        pairs = zip(letters, self.letters, strict=False)
        if self.needs_accents:
            return all(seen == known for seen, known in pairs)
        return all(marks in ("", wanted) for (_, marks), (_, wanted) in pairs)


_Index = dict[str, tuple[_Pattern, ...]]
_Found = tuple[int, int, _Pattern]


@cache
def _find(text: str) -> tuple[Match, ...]:
    words = _without_spared(_words(text))
    found = list(_phrases(words, _INDEX))
    single = [Match(s, e, one.plain, one.line) for s, e, one in found if not one.line.together]
    return (*single, *_together(found))


def _words(text: str) -> list[_Word | None]:
    """The words of a text; digits, marks and a capital within a word part words."""
    parted = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    decomposed = unicodedata.normalize("NFD", parted.casefold())
    return [_word(word) for word in _WORD.findall(decomposed)]


@cache
def _word(decomposed: str) -> _Word:
    moved = _OLD_TONE.sub(lambda old: f"{old[1][0]}{old[2]}{old[1][1]}", decomposed)
    letters = [(letter, marks) for letter, marks in _LETTER.findall(moved)]
    with_d = tuple(("d", "đ") if letter == "đ" else (letter, marks) for letter, marks in letters)
    return _Word("".join(letter for letter, _ in with_d), with_d)


def _phrases(words: list[_Word | None], index: _Index) -> Iterator[_Found]:
    """Phrases that some words, read together without a gap, spell out."""
    for start, first in enumerate(words):
        if first is None or first.plain[:LEADING_LETTERS] not in _BEGINNINGS:
            continue
        read = _Word("", ())
        for end, word in enumerate(words[start:], start + 1):
            if word is None:
                break
            more = _Word(read.plain + word.plain, read.letters + word.letters)
            for pattern in _fitting(more, len(read.plain), index):
                yield start, end, pattern
            if more.plain not in _BEGINNINGS:
                break
            read = more


def _fitting(read: _Word, known_letters: int, index: _Index) -> Iterator[_Pattern]:
    """Phrases that end with what was read, and stems that end within its last word."""
    for length in range(known_letters + 1, len(read.plain) + 1):
        plain = read.plain[:length]
        if plain not in _BEGINNINGS:
            return
        for pattern in index.get(plain, ()):
            is_whole = length == len(read.plain)
            if (is_whole or pattern.is_stem) and pattern.fits(read.letters):
                yield pattern


def _without_spared(words: list[_Word | None]) -> list[_Word | None]:
    """The words with lawful phrases ("an ninh chính trị") put out of reach."""
    left = list(words)
    for start, end, _ in _phrases(words, _SPARED_INDEX):
        left[start:end] = [None] * (end - start)
    return left


def _together(found: list[_Found]) -> Iterator[Match]:
    """Lines that need a word of each of two groups near each other, as household and rating."""
    paired = [one for one in found if one[2].line.together]
    for start, end, who in paired:
        for other_start, other_end, what in paired:
            gap = max(start, other_start) - min(end, other_end)
            if who.line is what.line and who.group < what.group and gap <= NEAR_WORDS_MAX:
                both = f"{who.plain} + {what.plain}"
                yield Match(min(start, other_start), max(end, other_end), both, who.line)


def _applies(line: RedLine, kind: Kind | None) -> bool:
    return kind is None or not (kind.stream in line.not_in_streams or kind.id in line.not_in_kinds)


def _forbids(sentence: str, before: int) -> bool:
    return any(end <= before for _, end, _ in _phrases(_words(sentence), _FORBIDDING_INDEX))


def _patterns(line: RedLine) -> Iterator[_Pattern]:
    for group, phrases in enumerate((line.words, line.together)):
        for phrase in filter(None, (part.strip() for part in phrases.split("|"))):
            letters = tuple(letter for word in _words(phrase) if word for letter in word.letters)
            plain = "".join(letter for letter, _ in letters)
            is_stem, needs_accents = phrase.endswith("*"), phrase.startswith("=")
            yield _Pattern(plain, letters, is_stem, needs_accents, line, group)


def _indexed(*lines: RedLine) -> _Index:
    index: _Index = {}
    for line in lines:
        for pattern in _patterns(line):
            index[pattern.plain] = (*index.get(pattern.plain, ()), pattern)
    return index


_INDEX: Final = _indexed(*RED_LINES)
_SPARED_INDEX: Final = _indexed(RedLine("spared", "", SPARED))
_FORBIDDING_INDEX: Final = _indexed(RedLine("forbidding", "", FORBIDDING))
_BEGINNINGS: Final = frozenset(
    plain[:length]
    for plain in (*_INDEX, *_SPARED_INDEX, *_FORBIDDING_INDEX)
    for length in range(1, len(plain) + 1)
)


# --- a kind's texts and shapes -------------------------------------------------------------------


def _names(kind: Kind) -> Iterator[tuple[str, str]]:
    """Every id and label that says what is kept."""
    yield "id", kind.id
    yield from _both("labels", kind.labels)
    yield from _both("entry_labels", kind.entry_labels)
    for path, field in walk(kind.fields):
        yield f"fields.{path}", field.name
        yield from _both(f"fields.{path}.labels", field.labels)
        yield from _both(f"fields.{path}.unit", field.unit)
        for choice in field.choices:
            yield f"fields.{path}.{choice.code}", choice.code
            yield from _both(f"fields.{path}.{choice.code}.labels", choice.labels)
    for measure in kind.measures:
        yield f"measures.{measure.id}", measure.id
        yield from _both(f"measures.{measure.id}.labels", measure.labels)
        yield from _both(f"measures.{measure.id}.unit", measure.unit)
    for step in kind.steps:
        yield f"steps.{step.id}", step.id
        yield from _both(f"steps.{step.id}.labels", step.labels)


def _prose(kind: Kind) -> Iterator[tuple[str, str]]:
    yield from _both("purpose", kind.purpose)
    for path, field in walk(kind.fields):
        yield from _both(f"fields.{path}.hint", field.hint)
        yield from _both(f"fields.{path}.personal", field.personal)
    for rule in kind.rules:
        yield from _both(f"rules.{rule.id}.message", rule.message)


def _both(where: str, labels: Labels | None) -> Iterator[tuple[str, str]]:
    if labels is not None:
        yield f"{where}.vi", labels.vi
        yield f"{where}.en", labels.en


def _shapes(kind: Kind) -> Iterator[tuple[str, str]]:
    for path, field in walk(kind.fields):
        if field.type == "phone" and kind.stream != "directory":
            yield f"fields.{path}", "red line citizens: only the directory holds phone numbers"
        if kind.stream == "mediation" and field.type in ("point", "photos", "voice"):
            yield f"fields.{path}", f"red line private life: a mediation holds no {field.type}"
        if _is_track(field):
            yield f"fields.{path}", "red line tracks: points in a row, with nothing tapped at each"


def _is_track(field: Field) -> bool:
    """A point of an item must belong to something that was tapped: a required choice or ref."""
    if field.type != "items" or not any(one.type == "point" for one in field.fields):
        return False
    tapped = ("choice", "ref")
    return not any(one.required and one.type in tapped for one in field.fields)


def _refuse(file: str, where: str, match: Match, text: str) -> None:
    line = match.line
    reason = f"red line {line.topic}: {match.found!r} in {text.strip()!r}; {line.because}"
    raise BadKind(file, where, reason)
