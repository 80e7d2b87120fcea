"""How to cite the facts, as hosts of repositories read it: `python -m tools.citation` writes CITATION.cff.

It says what `karabakh about` says: both are made of `facts/subject.yaml`.
"""

import tomllib
from pathlib import Path

import yaml

from karabakh_cli import __version__, open_facts
from karabakh_cli.read.folder import PACKAGE

ROOT = Path(__file__).parent.parent
FILE = ROOT / "CITATION.cff"


def citation() -> str:
    """Return the file, in the Citation File Format 1.2.0."""
    subject = open_facts(PACKAGE.parent / "facts").subject()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    fields = {
        "cff-version": "1.2.0",
        "message": f"Cite the whole as: {subject.cited_as}. `karabakh show ID` ends with how to cite one fact.",
        "type": "dataset",
        "title": subject.title,
        "abstract": subject.description,
        "authors": [{"name": subject.author}],
        "version": __version__,
        "license": (subject.licence or {}).get("id"),
        "keywords": project["keywords"],
    }
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=100)


if __name__ == "__main__":
    FILE.write_text(citation(), encoding="utf-8")
