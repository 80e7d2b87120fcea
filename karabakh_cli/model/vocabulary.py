"""The closed lists of words that records and questions are written in, each in its order of presentation."""

from typing import Literal

EventKind = Literal[
    "battle", "offensive", "capture", "withdrawal", "airstrike", "shelling", "bombing", "massacre", "pogrom",
    "expulsion", "displacement", "blockade", "incident", "declaration", "referendum", "election", "appointment",
    "resignation", "coup", "resolution", "statement", "ceasefire", "agreement", "negotiation", "mediation",
    "prisoner-exchange", "protest", "aircraft-loss", "arms-transfer", "destruction", "other",
]  # fmt: skip
Clarity = Literal["clear", "summary"]
Role = Literal[
    "attacker", "defender", "commander", "unit", "party", "signatory", "mediator", "host", "author", "addressee",
    "subject", "victim", "perpetrator", "observer", "other",
]  # fmt: skip
Observance = Literal["held", "held-with-violations", "broken", "never-observed", "unknown"]
ActorKind = Literal[
    "state", "de-facto-state", "armed-force", "party", "government-body", "international-organisation", "group",
    "person",
]  # fmt: skip
PlaceKind = Literal[
    "country",
    "region",
    "autonomous-oblast",
    "district",
    "city",
    "town",
    "village",
    "corridor",
    "pass",
    "other",
]
Measure = Literal[
    "displaced", "refugees", "idps", "killed", "wounded", "missing", "prisoners", "population", "territory",
    "troops", "equipment", "votes", "other",
]  # fmt: skip
FigureKind = Literal["stock", "flow"]
Counted = Literal["civilians", "combatants", "both"]
Quantifier = Literal["exact", "stated", "about", "more-than", "at-least", "close-to", "up-to"]
Relation = Literal["partition", "subset", "contributes"]
SourceType = Literal[
    "resolution", "statement", "report", "agreement", "dataset", "book", "article", "news", "encyclopedia",
    "webpage",
]  # fmt: skip
Read = Literal["whole", "part", "opening", "metadata", "second-hand"]

RECORD_KINDS = (
    "event", "actor", "place", "figure", "source", "state", "dispute", "change", "office", "count", "overview", "about",
)  # fmt: skip
"""What answers hold, as each record says of itself."""
DISPLACEMENT = ("displaced", "refugees", "idps")
"""The measures that `karabakh refugees` asks about, where the subject does not say."""
FIGHTING = ("battle", "offensive", "capture", "withdrawal", "airstrike", "shelling", "bombing", "blockade")
HARM = ("massacre", "pogrom", "expulsion", "displacement")
"""The kinds of events in which people fight, and in which they are killed or driven out."""
FAMILIES = dict.fromkeys(FIGHTING, "fighting") | dict.fromkeys(HARM, "harm")
"""What a kind of event is drawn as; all else is `other`."""
ON_A_MAP = ("city", "town", "autonomous-oblast", "corridor", "pass", "village", "district")
"""The kinds of places that a map shows, the most important first."""


def importance(kind: str) -> int:
    """Return how many kinds of places come before one on a map; all that it does not show are alike."""
    return ON_A_MAP.index(kind) if kind in ON_A_MAP else len(ON_A_MAP)
