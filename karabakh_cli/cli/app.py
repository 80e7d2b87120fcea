"""The Typer app: its help, its way with unknown commands, and how a function becomes a command."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from karabakh_cli import __version__
from karabakh_cli.ask.reference import Reference, open_facts
from karabakh_cli.cli.options import LISTED, with_options
from karabakh_cli.cli.printing import say, write
from karabakh_cli.errors import STATUSES, KarabakhError, QuestionError
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.text.escape import visible


class _ExamplesFirst:
    """Help that says what a command does, then how it is used, then everything else."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        command: Any = self
        fill_in_words(command)
        what, _, examples = inspect.cleandoc(command.help or "").partition("\n\n\b\n")
        formatter.write_text(what)
        with formatter.section("Examples"):
            for line in examples.splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        formatter.write_paragraph()
        command.format_usage(ctx, formatter)
        command.format_options(ctx, formatter)
        if any(parameter.name == "fields" for parameter in command.params):
            with formatter.section("Fields"):
                for line in _fields_in_lines(str(command.name), formatter.width - 2):
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        elif hasattr(command, "commands"):
            with formatter.section("More"):
                formatter.write_dl(_MORE)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc] # of the command that this is mixed into
        option.callback = _print_help
        return option


_MORE = [
    ("karabakh help COMMAND", "what a command takes"),
    ("karabakh help statuses", "the exit statuses"),
    ("karabakh COMMAND --fields", "the fields of an answer"),
]


def _print_help(context: typer.Context, option: object, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        _write_help(context)
        context.exit()


def _write_help(context: typer.Context) -> None:
    """Write the help of a command, with its headings in bold where there are colours."""
    from karabakh_cli.cli.output import is_colored

    lines = context.get_help().split("\n")
    if is_colored():
        lines = [re.sub(r"^(\w+:)(?=$| )", "\x1b[1m\\1\x1b[0m", line) for line in lines]
    write(lines)


def _write_statuses() -> None:
    width = max(len(str(status)) for status in STATUSES)
    write(f"{status:>{width}}  {meaning}" for status, meaning in STATUSES.items())


def _fields_in_lines(command: str, width: int) -> list[str]:
    """Return the fields of a command's answer, side by side; its columns alone where the facts cannot be used."""
    from karabakh_cli.cli.completion import kind_of
    from karabakh_cli.cli.output import fields_side_by_side

    facts, kind = open_facts(), kind_of(command)
    try:
        names = [*facts.fields(kind), *facts.fields_within(kind)]
    except KarabakhError:  # a question says so
        names = list(COLUMNS[kind])
    return [visible(line) for line in fields_side_by_side(names, width)]


def fill_in_words(command: Any) -> None:
    """Put the words that the subject of the facts decides into the help of a command's options."""
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = with_words(parameter.help, open_facts)


def with_words(text: str, facts: Callable[[], Reference]) -> str:
    """Return the help of an option with the words that the subject of some facts decides."""
    for name in ("side", "standing"):
        if f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", _words_of(name, facts))
    return text


def _words_of(name: str, facts: Callable[[], Reference]) -> str:
    from karabakh_cli.ask.subject import words_of  # a question does without it

    try:
        words = facts().ask(lambda index: words_of(index, name))
    except KarabakhError:  # a question says that the facts cannot be used
        words = []
    return ", ".join(map(visible, words)) or f"the {name}s of the facts"


class _Command(_ExamplesFirst, TyperCommand):
    """A command, in which --fields and --count without a value ask which fields there are."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        names = {name for parameter in self.params for name in parameter.opts} & {"--fields", "--count"}
        alone = [word in names and behind.startswith("-") for word, behind in zip(args, [*args[1:], "-"], strict=False)]
        args = [f"{word}={LISTED}" if asks else word for word, asks in zip(args, alone, strict=True)]
        if any(alone) and any(parameter.required for parameter in self.params):
            args.append("-")  # what is asked about is not looked at
        return super().parse_args(ctx, args)


class _Commands(_ExamplesFirst, TyperGroup):
    """The commands; without one the question itself decides, and what is near a command is refused with it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] == "help":
            args = [*args[1:2], "--help"] if args[1:2] else ["--help"]
            if args[0] in ("--help", "statuses", "status"):
                _write_help(ctx) if args[0] == "--help" else _write_statuses()
                ctx.exit()
            if args[0] not in self.commands:
                from karabakh_cli.cli.meant import no_such_command

                raise no_such_command(args[0], self.commands)
        if args[0] not in self.commands:
            from karabakh_cli.cli.meant import command_for

            args = [command_for(args, self.commands), *args]
            if len(args) > 1:
                words = " ".join(args[1:])
                say(f"answered by: karabakh {args[0]} {words}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,  # ours runs nothing that a facts folder says
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def command(function: Callable[..., int]) -> Callable[..., int]:
    """Make a function a command of the program, by its name; its docstring is the help."""
    app.command(cls=_Command)(with_options(function))
    return function


@contextmanager
def only_the_command_of(arguments: Sequence[str]) -> Iterator[None]:
    """For a block, make only the command that is named first: Typer makes the options of all, a tenth of a question."""
    every = app.registered_commands
    named = [each for each in every if getattr(each.callback, "__name__", "") == next(iter(arguments), "")]
    if named:
        app.registered_commands = named
    try:
        yield
    finally:
        app.registered_commands = every


@app.callback(invoke_without_command=True)
def karabakh(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", show_default=False)] = False,
    install_completion: Annotated[
        bool,
        typer.Option("--install-completion", help="Complete words at the TAB key in this shell.", show_default=False),
    ] = False,
    show_completion: Annotated[
        bool, typer.Option("--show-completion", help="Print the script that does so.", show_default=False)
    ] = False,
) -> None:
    """Cited facts about the first Nagorno-Karabakh war, 1988 to 1994.

    \b
    karabakh events 1993            what happened in 1993
    karabakh show shusha            one record whole, with its sources
    karabakh on 1993-07-24          the situation on a day
    karabakh changes 1993-07        what changed hands
    karabakh compare khojaly        who gives which number
    karabakh map 1992-06-01         who held which place
    karabakh refugees | sort        rows for other programs
    karabakh search lachin corridor anything, by words
    """
    if version:
        write([f"karabakh {__version__}"])
    elif install_completion or show_completion:
        from karabakh_cli.cli import shells  # a question does without it

        shells.install() if install_completion else shells.show()
    elif context.invoked_subcommand is None:
        _write_help(context)


def usage_error(problem: typer.TyperException) -> QuestionError:
    """Say Typer's complaint about a command line in our form: one line, and what was meant, or the help."""
    what = problem.format_message().replace("\n", " ").rstrip(".")
    context = getattr(problem, "ctx", None)
    command = context.command_path if context else "karabakh"
    option = getattr(problem, "option_name", "")
    if type(problem).__name__ == "NoSuchOption" or what.startswith("No such option"):
        from karabakh_cli.cli.meant import option_meant

        known = _options_of(context.command) if context else []
        step = option_meant(option, command, known, _options_of(typer.main.get_command(app)))
        return QuestionError(f"no such option: {option}", step)
    return QuestionError(f"{what[0].lower()}{what[1:]}", f"try: {command} --help")


def _options_of(command: Any) -> list[str]:
    """Return the options of a command, and of those that it leads to."""
    within = [command, *getattr(command, "commands", {}).values()]
    return [name for each in within for parameter in each.params for name in parameter.opts]
