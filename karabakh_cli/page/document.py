"""The whole page as one text: what is read, the styles and the script, and the rule that nothing else runs."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from karabakh_cli.ask.reference import Reference
from karabakh_cli.page import charts, day, front, lists, search, timeline
from karabakh_cli.page.records import facts_of
from karabakh_cli.page.section import written

_STYLES = ("page.css", "records.css", "drawings.css")
_SCRIPTS = (
    "page.js",
    "records.js",
    "lists.js",
    "disputes.js",
    "words.js",
    "dates.js",
    "search.js",
    "timeline.js",
    "day.js",
    "start.js",
)
"""In the order in which they run; the first has what the others register with."""
_NEEDLESS = re.compile(r"</(?:li|dt|dd)>|(?<=\n)\s+")
"""The ends that HTML knows without being told (its "optional tags"), and what a template leaves empty: a tenth."""
_IN_DATA = "<>&\u2028\u2029"
"""What could end a block of data, or be read in it otherwise than as JSON."""


def document(reference: Reference) -> str:
    """Return the page of some facts, which are of one state; the same facts give the same text."""
    facts = facts_of(reference)
    others = [
        search.section(reference, facts),
        *(each.section(reference.subject(), facts) for each in (timeline, day, charts)),
        lists.disputes(reference),
        *lists.sections(facts),
    ]
    others = [each for each in others if each.markup]
    sections = [front.section(reference, facts, [each.address for each in others]), *others]
    sections = [each._replace(markup=_NEEDLESS.sub("", each.markup)) for each in sections]
    style, script = _joined(_STYLES), f'"use strict";\n{_joined(_SCRIPTS)}'
    return written(
        "document.html",
        subject=reference.subject(),
        sections=sections,
        style=style,
        script=script,
        policy=_policy(style, script),
        data={each.id: _data(each.data) for each in sections if each.data is not None},
    )


def _joined(names: tuple[str, ...]) -> str:
    folder = files("karabakh_cli.page") / "assets"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def _policy(style: str, script: str) -> str:
    """Return what a browser is to hold to: this style and this script, and nothing from anywhere."""
    allowed = {"default-src": "'none'", "style-src": _hash(style), "script-src": _hash(script)}
    return "; ".join(
        f"{what} {source}" for what, source in {**allowed, "base-uri": "'none'", "form-action": "'none'"}.items()
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(value: Any) -> str:
    """Return a value as JSON that is read back as it was, and has nothing that HTML would take for its own."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in _IN_DATA:
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
