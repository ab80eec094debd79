"""The desk of the story: officers read the queue in the morning, accept, ask back, remark."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from demo.people import Person
from demo.sign_ins import OFFICERS, PASSWORD
from demo.stage import Stage
from demo.timeline import on
from demo.words import QUESTIONS, REMARKS

Row = dict[str, Any]


def plan_desk(stage: Stage) -> None:
    """Let the officers take turns, Monday to Saturday, up to the day before the last."""
    day = stage.first_day
    while day < stage.last_day:
        if day.isoweekday() <= 6:
            officer = OFFICERS[(day.isoweekday() + 1) % 2].user_name
            stage.time.at(on(day, 8, 10), partial(_work_through, stage, officer))
        day += timedelta(days=1)


def sit_down(stage: Stage, officer: str) -> None:
    """Sign in for the day and fetch what came overnight."""
    stage.crew.join_by_password(officer, PASSWORD)
    stage.crew.send(officer)


def _work_through(stage: Stage, officer: str) -> None:
    sit_down(stage, officer)
    for row in sorted(queue(stage, officer), key=lambda one: one["seq"]):
        stage.time.time += timedelta(seconds=stage.chance.randint(8, 40))
        _decide(stage, officer, row)
    stage.crew.send(officer)


def queue(stage: Stage, officer: str) -> Iterator[Row]:
    """Give what waits for a decision: not open, and unreviewed, stale, or answered."""
    for row in stage.crew.phones[officer].disk.stores["shown"].values():
        is_log = row["stream"].split(":")[0] in ("log", "mediation")
        if (
            is_log
            and not row["open"]
            and not row["deleted"]
            and not row["siblings"]
            and _waits(row)
        ):
            yield row


def _waits(row: Row) -> bool:
    review = row["review"]
    if review is None or review["target"] != row["revision"]:
        return True
    return review["decision"] == "returned" and is_answered(row)


def is_answered(row: Row) -> bool:
    """Say whether an answer came after the last question."""
    types = [entry["type"] for entry in row["conversation"]]
    return "answer" in types and types[::-1].index("answer") < types[::-1].index("question")


def _decide(stage: Stage, officer: str, row: Row) -> None:
    is_new = row["review"] is None
    if is_new and _is_odd(row) and stage.happens(60):
        ask(stage, officer, row, QUESTIONS["patrol"][0][0], "ended_at")
    elif is_new and stage.happens(12 if _is_near_the_end(stage) else 3):
        ask(stage, officer, row, stage.chance.choice(QUESTIONS[row["kind"]][1:])[0])
    else:
        accept(stage, officer, row)
        if stage.happens(2):
            content = {"type": "remark", "text": stage.chance.choice(REMARKS)}
            stage.crew.phones[officer].act("note", row["id"], content=content)


def accept(stage: Stage, officer: str, row: Row) -> None:
    """Accept; a mediation is only seen: the police do not approve the justice book."""
    decision = "seen" if row["kind"] == "mediation" else "accepted"
    _review(stage, officer, row, {"decision": decision})


def ask(stage: Stage, officer: str, row: Row, question: str, field: str | None = None) -> None:
    """Give it back with a question."""
    content = {"decision": "returned", "question": question}
    _review(stage, officer, row, {**content, "field": field} if field else content)


def _review(stage: Stage, officer: str, row: Row, content: Row) -> None:
    stage.crew.phones[officer].act("review", row["id"], target=row["revision"], content=content)


def _is_odd(row: Row) -> bool:
    """A night of more than seven hours is one of the desk's automatic checks."""
    content = row["content"]
    if row["kind"] != "patrol" or "ended_at" not in content:
        return False
    ends, starts = (datetime.fromisoformat(content[name]) for name in ("ended_at", "started_at"))
    return ends - starts > timedelta(hours=7)


def plan_answers(stage: Stage) -> None:
    """Let those who were asked look into their books every evening, and most answer."""
    day = stage.first_day
    while day <= stage.last_day:
        stage.time.at(on(day, 18, 5), partial(_answer_all, stage, day))
        day += timedelta(days=1)


def _answer_all(stage: Stage, day: date) -> None:
    """Who was asked is known from an officer's copy; the answer is given on his own phone."""
    everybody = {stage.ids["account", key]: one for key, one in stage.cast.people.items()}
    for row in list(stage.crew.phones[OFFICERS[0].user_name].disk.stores["shown"].values()):
        is_silent = stage.is_silent(stage.group_of(row["stream"]), day) if _is_asked(row) else True
        # Of the last questions some must still wait when the story ends.
        if not is_silent and stage.happens(25 if _is_near_the_end(stage) else 55):
            _answer(stage, everybody[row["person"]], row["id"])


def _is_near_the_end(stage: Stage) -> bool:
    return stage.time.now().date() >= stage.last_day - timedelta(days=2)


def _is_asked(row: Row) -> bool:
    return (row["review"] or {}).get("decision") == "returned" and not is_answered(row)


def _answer(stage: Stage, person: Person, record_id: str) -> None:
    phone = stage.crew.send(person.key)
    row = phone.view(record_id)
    if row is None or not _is_asked(row):
        return  # another officer has dealt with it since
    text = dict(QUESTIONS[row["kind"]]).get(row["review"]["question"])
    if text is None:
        return  # the question that the pictures show waits for whoever opens the demo
    content = {"type": "answer", "text": text}
    phone.act("note", record_id, target=row["review"]["id"], content=content)
    stage.crew.send(person.key)
