"""All that is offered at the TAB key, and every help, over facts of every variant (tests/variants): tests/cli/whole.

`pytest tests/cli/test_whole_offers.py --refresh` writes them anew.
"""

import pytest
from typer.main import get_command

from karabakh_cli.cli import tab
from karabakh_cli.cli.app import app

COMMANDS = sorted(get_command(app).commands)


def _offered(line: str) -> str:
    """Return what is offered; options in the order of the alphabet, as Typer has those for help in any."""
    kind, offered = tab.offers(line)
    return f"{kind} {sorted(offered) if line.endswith('-') else offered}"


def _options(name: str) -> list[str]:
    return [option for parameter in get_command(app).commands[name].params for option in parameter.opts[:1]]


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_offered_is_what_was_looked_at(asked, as_looked_at, name):
    """For each argument and each option of a command, the words offered and their meanings are as in the folder."""
    lines = [f"karabakh {name} ", f"karabakh {name} to", f"karabakh {name} -"]
    lines += [f"karabakh {name} {option} " for option in _options(name) if option.startswith("-")]
    told = [f"{line}| {_offered(line)}\n" for line in lines]
    as_looked_at(f"offers-{name}.txt", "".join(told).replace("), (", "),\n  ("))


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_help_is_the_one_that_was_looked_at(asked, as_looked_at, name):
    """The help of each command, with the words of the facts in it, is as in the folder."""
    as_looked_at(f"help-{name}.txt", asked(f"help {name}".strip()))


def test_the_beginning_and_the_middle_of_names_are_offered_as_was_looked_at(asked, each_as_looked_at):
    """Ids, names in three scripts, words within a name, questions and days: what each beginning offers."""
    each_as_looked_at("names.txt", _offered)


def test_an_option_typed_elsewhere_is_answered_as_was_looked_at(asked, each_as_looked_at):
    """Each option that other programs have is answered by what says it here."""
    each_as_looked_at("options.txt", lambda line: asked(line).splitlines()[-3])
