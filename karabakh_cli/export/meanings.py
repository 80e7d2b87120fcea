"""What the columns of the exported tables mean, by their names: a name means one thing in every table."""

from collections.abc import Iterable, Mapping
from typing import Any

from karabakh_cli.model.subject import Subject

_MEANINGS = {
    "id": "the id of a record: a handle, never a claim; unique over all kinds and never reused",
    "checked": "the day on which somebody other than its editor last read the record strictly; empty where nobody has",
    "record": "the id of the record that this belongs to",
    "position": "the place in the record's list, from 0",
    "kind": "a word of a closed list; in records, the kind of record; of a figure, stock or flow",
    "title": "the title; in records also a name",
    "name": "the name in English reporting of the time",
    "also": "other spellings, joined by '; '; the table spellings has them one a row",
    "spelling": "a spelling that the record is found by",
    "date": "when, as the sources have it, in a profile of EDTF (ISO 8601-2)",
    "earliest": "the first day that the date or state may begin on, as an ISO day; empty where that is open",
    "latest": "the last day that the date or state may end on, as an ISO day; empty where that is open",
    "date_note": "what must be said of the date",
    "clarity": "clear, or summary for an account of many happenings",
    "key": "whether a short account would name it",
    "summary": "what is known, in neutral words",
    "part_of": "the event that this is a part of",
    "in_force_start": "since when it was in force, as written; '..' where that is open",
    "in_force_end": "until when it was in force, as written; '..' where that is open",
    "in_force_earliest": "the first day that it may have been in force, as an ISO day; empty where that is open",
    "in_force_latest": "the last day that it may have been in force, as an ISO day; empty where that is open",
    "in_force_observance": "how it was observed",
    "disputed": "whether sources disagree on the record; the table disputes says on what",
    "side": "the side that an actor belongs to",
    "within": "the place that this lies in, as internationally recognised at the time",
    "seat_of": "the district that a town is the seat of",
    "lat": "degrees north (WGS 84)",
    "lon": "degrees east (WGS 84)",
    "measure": "what is counted",
    "of": "of a figure, who or what is counted; of an office, the actor that it is an office of",
    "low": "the lower bound that a source gives",
    "best": "the number that a source gives",
    "high": "the upper bound that a source gives",
    "quantifier": "how the source words the number: stated, about, more-than and so on",
    "unit": "what the numbers count",
    "as_of": "when a stock was counted, in the profile of EDTF",
    "period": "over which time a flow took place, in the profile of EDTF",
    "exhaustive": "whether the parts of a partition make up the whole",
    "question": "figures that answer the same question share it",
    "event": "the id of an event",
    "note": "what must be said beside it",
    "type": "the type of the document",
    "author": "who wrote the document",
    "publisher": "who published the document",
    "issued": "when the document was issued, in the profile of EDTF",
    "url": "where the document is to be read",
    "number": "the document's symbol, such as S/RES/822",
    "language": "the language of the document",
    "standing": "whose word it is: primary, independent, a party's, or an encyclopedia's; of a citation, the claim's",
    "cited": "how many records cite the source",
    "actor": "the id of an actor; of a figure, whose people, dead, troops, weapons or territory are counted",
    "place": "the id of a place",
    "figure": "the id of a figure",
    "role": "the part that the actor has in the event, as sources name it",
    "related": "an event to see beside it",
    "member_of": "the actor that this one belongs to",
    "office": "the office or function",
    "start": "since when, as written in the profile of EDTF; '..' where that is open",
    "end": "until when, as written in the profile of EDTF; '..' where that is open",
    "by": "of a hold on a place, the actor that held it; of a position, who holds it if not the source itself",
    "part": "of a composition, the figure that stands to the whole; of a citation, the part of the record cited for",
    "relation": "partition, subset or contributes; a contribution is never added",
    "excluded": "a figure that this one leaves out",
    "about": "what is disputed",
    "dispute": "the position of the dispute among those of its record",
    "says": "what the position says",
    "acting": "whether the office was held in an acting capacity",
    "in_part": "whether another held the rest of the place",
    "for_actor": "the side's force or state that the actor acted for in the event",
    "counted": "whether civilians, combatants or both are counted; empty where the source does not say",
    "read": "what of the source the editor read: whole, part, opening, metadata, second-hand",
    "point": "the article or paragraph of the text",
    "asks": "what the point asks, grants or states",
    "provision": "the position of the provision among those of its event",
    "ring": "the position of the ring in the outline, from 0",
    "according_to": "whom the source itself names for what it gives",
    "rule": "the code of the rule",
    "reason": "why the rule does not hold here",
    "source": "the id of the source",
    "locator": "where in the source",
    "gives": "what exactly the source gives",
}  # fmt: skip


def meanings_of(languages: Mapping[str, str]) -> dict[str, str]:
    """Return the meaning of every column, by its name, for names in some languages."""
    return _MEANINGS | {f"name_{code}": f"the name in {language}" for code, language in languages.items()}


def languages_of(records: Iterable[dict[str, Any]], subject: Subject) -> dict[str, str]:
    """Return the names of the languages that records have names in: the subject's, or else those found, by codes."""
    found = {code for record in records for code in record.get("names", ())}
    return subject.languages or {code: code for code in sorted(found)}
