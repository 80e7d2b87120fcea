"""`python -m tools.rules_table` writes the rules table into the README of the facts, from the rules themselves."""

from karabakh_cli.check import LOADING, RULES
from karabakh_cli.read.folder import facts_folder

BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"


def rules_table() -> str:
    """Return the rules as a Markdown table: code, rule, severity."""
    rows = [(code, text, False) for code, text in LOADING.items()] + [
        (rule.code, rule.text, rule.warning) for rule in RULES
    ]
    body = "".join(
        f"| {code} | {text} | {'warning' if warning else 'error'} |\n" for code, text, warning in sorted(rows)
    )
    return f"| code | rule | severity |\n|---|---|---|\n{body}"


def main() -> None:
    """Put the table between its marks."""
    readme = facts_folder() / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    readme.write_text(f"{before}{BEGIN}{rules_table()}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
