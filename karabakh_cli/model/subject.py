"""What facts are about, as questions need it: `subject.yaml` compiled, or what holds for a folder without one."""

from collections.abc import Mapping, Sequence
from typing import Any

from karabakh_cli.model.dates import Window, parse
from karabakh_cli.model.vocabulary import DISPLACEMENT


class Subject:
    """The subject of some facts. A folder without a subject has its name for a title, and every year, side and word."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Make it of the fields of `subject.yaml`, as plain values; those that are not given are absent or None."""
        self._given = given
        self.id: str | None = given.get("id")
        self.title: str = given["title"]
        self.description: str | None = given.get("description")
        self.author: str | None = given.get("author")
        self.citation: str | None = given.get("citation")
        self.licence: Mapping[str, str | None] | None = given.get("licence")
        self.region: Mapping[str, float] | None = given.get("region")

    @property
    def cited_as(self) -> str:
        """How the whole of the facts is cited: by its title where the subject does not say."""
        return self.citation or self.title

    @property
    def years(self) -> Window:
        """The days that can be asked about."""
        return _window(self._given.get("years"))

    @property
    def languages(self) -> dict[str, str]:
        """The names of the languages that names are given in, by their codes."""
        return {language["code"]: language["name"] for language in self._given.get("languages", ())}

    @property
    def scripts(self) -> dict[str, str]:
        """The codes of the languages by their scripts, of those whose script no other has."""
        scripts = [language["script"] for language in self._given.get("languages", ())]
        return {
            each["script"]: each["code"]
            for each in self._given.get("languages", ())
            if scripts.count(each["script"]) == 1
        }

    @property
    def sides(self) -> Sequence[str]:
        """The sides that actors are on."""
        return list(self._given.get("sides", ()))

    @property
    def standings(self) -> Sequence[str]:
        """Whose sources can be."""
        return [standing["name"] for standing in self._given.get("standings", ())]

    @property
    def parties(self) -> dict[str, str]:
        """The sides that sources speak for, by the standings of those that do."""
        return {each["name"]: each["party"] for each in self._given.get("standings", ()) if each.get("party")}

    @property
    def synonyms(self) -> Sequence[Sequence[str]]:
        """Groups of everyday words that mean one thing in these facts."""
        return list(self._given.get("synonyms", ()))

    @property
    def displacement(self) -> Sequence[str]:
        """The measures that `refugees` asks about."""
        return self._given.get("views", {}).get("refugees") or DISPLACEMENT

    @property
    def words(self) -> dict[str, Sequence[str]]:
        """The lists of words that the subject decides, by what the schema calls them."""
        return {"sides": self.sides, "standings": self.standings, "languages": list(self.languages)}


def cite(label: str, id_: str, whole: str) -> str:
    """Return how one record is cited, by its name or title, its id, and how the whole of the facts is cited."""
    return f'"{label}" ({id_}), in: {whole}'


def _window(text: str | None) -> Window:
    if text is None:
        return Window()
    span = parse(text)
    return Window(span.earliest_start, span.latest_end)
