"""Cited facts about the first Nagorno-Karabakh war, 1988 to 1994: `open_facts()` answers questions about them."""

__version__ = "0.1.0"
__all__ = ["__version__", "open_facts"]

TYPE_CHECKING = False
"""What `typing` has of this name; importing that would double the time before Ctrl-C is ours to handle."""
if TYPE_CHECKING:
    from karabakh_cli.ask.reference import open_facts


def __getattr__(name: str) -> object:
    """Import `open_facts` when it is asked for: the command starts without it."""
    if name == "open_facts":
        from karabakh_cli.ask.reference import open_facts

        return open_facts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
