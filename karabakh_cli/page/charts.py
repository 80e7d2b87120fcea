"""Charts."""

from karabakh_cli.ask.reference import Reference
from karabakh_cli.page.section import Section


def section(reference: Reference) -> Section:
    """Return the section."""
    return Section("charts", "Charts", "")
