"""A part of the page, and how its markup is written: by a template that escapes every text."""

from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from karabakh_cli.page.filters import FILTERS
from karabakh_cli.text.escape import visible


class Section(NamedTuple):
    """A part of the page that has a place in its navigation; without markup it is left out.

    `data` is what its script needs beside the markup, and finds by `page.data(id)`.
    """

    id: str
    title: str
    markup: str
    data: Any = None

    @property
    def address(self) -> str:
        """What leads to it within the page: in capitals, which no id of a record has."""
        return self.id.capitalize()


def written(template: str, **values: Any) -> str:
    """Return a template's markup; every text in it is escaped, and what is not shown is shown by its escape."""
    return _templates().get_template(template).render(values)


def macros(template: str, **values: Any) -> Any:
    """Return the macros of a template, whose attributes they are; each gives markup of what it is called with."""
    return _templates().get_template(template).make_module(values)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("karabakh_cli.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    templates.filters |= FILTERS
    return templates


def _shown(value: Any) -> Any:
    """Return a text with what is not shown by its escape; what is no text as it is, and markup, which is escaped."""
    return visible(value) if type(value) is str and not (value.isascii() and value.isprintable()) else value
