"""A part of the page, and how its markup is written: by a template that escapes every text."""

from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from karabakh_cli.text.escape import visible


class Section(NamedTuple):
    """A part of the page that has a place in its navigation; without markup it is left out.

    `data` is what its script needs beside the markup, and finds by `page.data(id)`.
    """

    id: str
    title: str
    markup: str
    data: Any = None


def written(template: str, **values: Any) -> str:
    """Return a template's markup; every text in it is escaped, and what is not shown is shown by its escape."""
    return _templates().get_template(template).render(values)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("karabakh_cli.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    return visible(value) if type(value) is str else value  # markup of a macro is a str of another type
