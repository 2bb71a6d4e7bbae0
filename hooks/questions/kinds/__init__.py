"""The kinds of questions, a module each. The first that claims a question reads it."""

from __future__ import annotations

from questions.kinds.base import KindOfQuestion
from questions.kinds.choose import Choose
from questions.kinds.fill import Fill
from questions.kinds.match import Match
from questions.kinds.numeric import Numeric
from questions.kinds.order import Order

KINDS: dict[str, KindOfQuestion] = {kind.name: kind for kind in (Choose(), Match(), Order(), Numeric(), Fill())}
"""Each kind by its name."""
