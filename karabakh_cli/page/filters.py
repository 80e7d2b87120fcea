"""What the templates say of a record's values, in words for people and in forms for browsers."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from karabakh_cli.model.amount import amount
from karabakh_cli.model.columns import label_of, when_of
from karabakh_cli.render import wording
from karabakh_cli.text.english import in_words
from karabakh_cli.text.escape import is_shown

Record = dict[str, Any]


def address(url: str) -> str:
    """Return an address that may be a link: of a page of the web; "" for any other, which could run."""
    safe = url.startswith(("https://", "http://")) and is_shown(url) and " " not in url
    return url if safe else ""


def host(url: str) -> str:
    """Return whose page an address of the web is of; the script says the whole address once it is shown."""
    return url.split("/")[2].removeprefix("www.")


def is_wide(record: Record) -> bool:
    """Tell whether the days that a date may mean are not those that are written in it."""
    written = when_of(record) or ""
    days = (record.get("earliest"), record.get("latest"))
    return written not in (days[0], f"{days[0]}/{days[1]}") if any(days) else False


def by_role(participants: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """Return who took part, by their roles, in the order in which these are first named."""
    roles: dict[str, list[Record]] = {}
    for each in participants:
        roles.setdefault(each["role"], []).append(each)
    return list(roles.items())


def from_to(state: Record) -> str:
    """Say since when and until when a state held."""
    return wording.from_to(state["start"], state["end"])


def language(text: str, scripts: Mapping[str, str]) -> str:
    """Return the code of the language whose script a text is in; "" for English letters, and for any other script."""
    return "" if text.isascii() else scripts.get(_script(text), "")


@cache
def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").split(" ")[0].capitalize() if letter else ""


def language_of_title(source: Record) -> str:
    """Return the code of a source's language; "" for English, in which the page is, and where none is known."""
    code = source["language"] or ""
    return "" if code in ("en", "und") else code


def details(source: Record) -> str:
    """Say who wrote and published a source, when, its standing, and what was read of it."""
    known = (source["author"], source["publisher"], source["number"], wording.date(source))
    read = f", read: {source['read']}" if source["read"] else ""
    return "".join(f", {part}" for part in known if part) + f" ({source['standing']}{read})"


FILTERS = {
    "address": address,
    "amount": amount,
    "by_role": by_role,
    "cited": wording.cited,
    "details": details,
    "from_to": from_to,
    "host": host,
    "in_words": in_words,
    "is_wide": is_wide,
    "label": label_of,
    "language": language,
    "language_of_title": language_of_title,
    "when": wording.date,
    "written_date": when_of,
}
