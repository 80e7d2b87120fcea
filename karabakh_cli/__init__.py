"""Cited facts about the first Nagorno-Karabakh war, 1988 to 1994: `open_facts()` answers questions about them."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "open_facts"]

if TYPE_CHECKING:
    from karabakh_cli.reference import open_facts


def __getattr__(name: str) -> Any:
    """Import `open_facts` when it is asked for: the command starts without it."""
    if name == "open_facts":
        from karabakh_cli.reference import open_facts

        return open_facts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
