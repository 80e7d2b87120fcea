"""Text from facts -> text that a terminal shows and does not obey."""

import re

# Control characters, and the marks that turn or hide the text around them (bidirectional and zero-width ones).
_UNSAFE = r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"


def visible(text: str) -> str:
    """Show control characters by their escapes in place of sending them; a line break becomes a space."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _escape, text.replace("\n", " "))


def _escape(found: "re.Match[str]") -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
