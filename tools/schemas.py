"""The JSON Schema that editors use, beside the facts: `python -m tools.schemas` writes it.

A facts file names its schema in its first line, so that an editor completes keys and words and marks what is wrong.
"""

from karabakh_cli import open_facts
from karabakh_cli.model.schema import editor_schemas
from karabakh_cli.read.folder import facts_folder


def main() -> None:
    """Write the schemas into the folder of the facts."""
    folder = facts_folder() / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in editor_schemas(open_facts().subject()).items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
