"""The numbers that the commune police count, from the kinds' measures (docs/KINDS.md).

The local copy computes them by the same definition (`pwa/src/figures/`), and the cases of
`tests/figures/` hold both to it.
"""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.kinds import Kinds
from server.models import Commune, Record
from server.services.figures.facts import counted_fields, slim
from server.services.figures.period import Period, period_of
from server.services.figures.tally import make_figures
from server.services.posts import OFFICE_POSTS, require_post
from server.services.tokens import Caller

__all__ = ["Period", "make_figures", "period_of", "read_figures"]


def read_figures(
    session: Session, kinds: Kinds, commune_id: str, caller: Caller, period: Period
) -> dict[str, object]:
    """Compute the figures of a commune for a person of its office; counts alone go out.

    Raises commune.not_yours, rights.missing, commune.restored.
    """
    post = require_post(session, commune_id, caller)
    if post not in OFFICE_POSTS:
        raise Problem("rights.missing", post=post, needed=sorted(OFFICE_POSTS))
    if session.get_one(Commune, commune_id).restored:
        raise Problem("commune.restored")
    names = counted_fields(kinds)
    bodies = session.scalars(
        select(Record.body)
        .where(Record.commune_id == commune_id, Record.kind.in_(sorted(names)))
        .execution_options(yield_per=500)
    )
    rows = (json.loads(body) for body in bodies)
    return make_figures(kinds, [slim(row, names[row["kind"]]) for row in rows], period)
