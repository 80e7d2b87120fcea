"""Cited facts about the first Nagorno-Karabakh war, 1988 to 1994."""

__version__ = "0.1.0"
