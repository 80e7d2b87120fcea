"""The documents' pictures: `python -m tools.pictures` still makes each from what the program prints."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.pictures import PICTURES, picture

DOCS = Path(__file__).parent.parent.parent / "docs"


def words(svg: str) -> list[str]:
    """Return the words of a picture, in their order; two releases of Rich may lay them out otherwise."""
    texts = "".join(text for element in ElementTree.fromstring(svg).iter() for text in (element.text or "", " "))
    return re.sub(r"\{[^}]*\}|\.[\w-]+", "", texts).replace("\xa0", " ").split()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_program_prints(name, environment):
    """Each picture is well-formed, asks nothing of a network, and has the words of the committed one."""
    made = picture(name, environment)
    assert words(made) == words((DOCS / "pictures" / f"{name}.svg").read_text(encoding="utf-8"))
    assert len(words(made)) > 30
    assert "url(http" not in made


def test_the_documents_show_every_picture():
    """No picture is made in vain, and none is missing; the README has one before its first example."""
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    reference = (DOCS / "reference.md").read_text(encoding="utf-8")
    in_the_readme = re.findall(r"\]\(docs/pictures/(\w+)\.svg\)", readme.partition("```console")[0])
    assert {*in_the_readme, *re.findall(r"\]\(pictures/(\w+)\.svg\)", reference)} == set(PICTURES)
    assert in_the_readme
    assert {file.stem for file in (DOCS / "pictures").iterdir()} == set(PICTURES)
