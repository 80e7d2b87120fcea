"""Draw the documents' pictures from what the program prints on a terminal: `python -m tools.pictures [FOLDER]`.

Each becomes an SVG file in FOLDER, by default docs/pictures.
"""

import os
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from tools.terminal import on_a_terminal

PICTURES = {
    "table": (100, ["events", "may", "1994", "--key"]),
    "record": (100, ["show", "resolution-822-1993"]),
    "timeline": (100, ["timeline", "1993", "--key"]),
    "chart": (100, ["refugees", "1994", "--source", "globalsecurity-karabakh", "--chart"]),
    "compare": (100, ["compare", "khojaly-civilian-deaths"]),
    "ranges": (100, ["compare", "war-dead-whole-war", "-f", "picture"]),
    "map": (100, ["map", "1993-08-01"]),
}
# Rich's template asks a font of the network; the reader's own monospace will do.
_TEMPLATE = re.sub(r"@font-face \{\{.*?\n    \}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def picture(name: str, environment: dict[str, str] | None = None) -> str:
    """Return one of the pictures as SVG."""
    width, arguments = PICTURES[name]
    printed = on_a_terminal([*arguments, "--no-pager"], width, environment)
    console = Console(record=True, width=width, file=open(os.devnull, "w", encoding="utf-8"), legacy_windows=False)  # noqa: SIM115
    console.print(Text.from_ansi(printed), end="")
    return console.export_svg(title=f"karabakh {' '.join(arguments)}", code_format=_TEMPLATE, unique_id=name)


def main() -> None:
    """Draw all pictures into a folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        (folder / f"{name}.svg").write_text(picture(name), encoding="utf-8")


if __name__ == "__main__":
    main()
