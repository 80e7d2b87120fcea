"""What somebody means who types no command, or an option that there is not."""

from collections.abc import Container, Iterable, Sequence

from karabakh_cli.errors import KarabakhError, QuestionError

_NEAR = 75
"""Of 100: how like a command a word must be to be taken for a slip of the keys."""
# What is typed elsewhere, and what says it here.
_OPTIONS = {
    "--csv": "-f csv", "--tsv": "-f tsv", "--md": "-f markdown", "--markdown": "-f markdown", "--yaml": "-f yaml",
    "--jsonl": "-f jsonl", "--table": "-f table", "--xlsx": "-f csv", "--excel": "-f csv", "--bibtex": "-f bibtex",
    "--from": "--after DATE", "--start": "--after DATE", "--begin": "--after DATE", "--end": "--before DATE",
    "--to": "--before DATE", "--year": "karabakh events 1993", "--month": "karabakh events 1993-05",
    "--date": "karabakh events 1993-05-08", "--day": "karabakh on 1993-05-08", "--when": "karabakh events 1993",
    "--output": "> FILE", "--out": "> FILE", "-o": "> FILE", "--file": "> FILE", "--count": "| wc -l",
    "--sort": "| sort", "--order-by": "| sort", "--group-by": "--count FIELD", "--where": "--place NAME",
    "--who": "--actor NAME", "--location": "--place NAME", "--person": "--actor NAME", "--party": "--actor NAME",
    "--type": "--kind KIND", "--category": "--kind KIND", "--columns": "--fields A,B,C", "--select": "--fields A,B,C",
    "--max": "--limit N", "--top": "--limit N", "--head": "--limit N", "--query": "karabakh search WORDS",
    "--search": "karabakh search WORDS", "-q": "karabakh search WORDS", "--grep": "karabakh search WORDS",
    "--verbose": "karabakh show ID", "-v": "karabakh show ID", "-V": "karabakh --version", "--quiet": "2> /dev/null",
    "--no-color": "--color never", "--lang": "karabakh show ID", "--pretty": "| jq .", "--help-all": "--help",
}  # fmt: skip


def option_meant(option: str, command: str, known: Iterable[str], elsewhere: Container[str]) -> str:
    """Return the next step for an option that there is not: what was meant by it, else what is spelled like it.

    `known` are the options of the command, or, where there is none yet, of all commands; one that other commands have,
    those `elsewhere`, is no slip of the keys.
    """
    name = option.partition("=")[0]
    options = [*known, "--help"]
    if " " not in command and name in options:
        return f"an option comes after a question: karabakh QUESTION {name}"
    meant = _OPTIONS.get(name, "")
    if "--after" in options:  # one that is asked by time itself
        meant = meant.replace("karabakh events", command)
    if meant and (not meant.startswith("-") or meant.split()[0] in options):
        return f"try: {meant}" if meant.startswith("karabakh") else f"try: {command} ... {meant}"
    from karabakh_cli.text.nearest import near

    spelled = {each.lstrip("-"): each for each in options if each.startswith("--")}
    likely = [] if meant or name in elsewhere else near(name.lstrip("-"), spelled, most=1)
    return f"try: {command} {spelled[likely[0]] if likely else '--help'}"


def command_for(arguments: Sequence[str], commands: Iterable[str]) -> str:
    """Return the command for a question without one: `show` a name, `on` a day, `events` of a time, else `search`.

    Raises QuestionError for what is near the name of a command.
    """
    words = []
    for argument in arguments:
        if argument.startswith("-"):
            break
        words.append(argument)
    text = " ".join(words)
    if not text:
        raise QuestionError(f"no such command: {arguments[0]}", "try: karabakh --help")
    if _is_name(text, _facts_named(arguments)):
        return "show"
    from karabakh_cli.ask.words import FUNCTION_WORDS

    word, names = words[0].lower(), [name for name in commands if len(name) > 2]
    if {word, f"{word}s"} & {*names} or (word not in FUNCTION_WORDS and len(word) > 2):
        from karabakh_cli.text.nearest import near

        if near(word, names, most=1, alike=_NEAR):
            raise no_such_command(words[0], names)
    return _by_time(text)


def no_such_command(word: str, commands: Iterable[str]) -> QuestionError:
    """Return what is said of a word that is no command: the one it is near to, or where all of them stand."""
    from karabakh_cli.text.nearest import near

    found = near(word.lower(), [name for name in commands if len(name) > 2], most=1, alike=_NEAR)
    return QuestionError(f"no such command: {word}", f"try: karabakh {found[0] if found else '--help'}")


def _by_time(text: str) -> str:
    """Return the command for a question that is a time alone, or has words beside one."""
    from karabakh_cli.ask.when import times

    found = times(text)
    if found.window is None or found.words:
        return "search"
    return "on" if found.window.first == found.window.last else "events"


def _is_name(text: str, facts: str | None) -> bool:
    from karabakh_cli.ask.reference import open_facts
    from karabakh_cli.ask.resolve import is_name

    try:
        known: bool = open_facts(facts).ask(lambda index: is_name(index, text))
    except KarabakhError:  # the command that is chosen says that the facts cannot be used
        return False
    return known


def _facts_named(arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument == "--facts":
            return next(iter(arguments[place + 1 : place + 2]), None)
        if argument.startswith("--facts="):
            return argument.partition("=")[2]
    return None
