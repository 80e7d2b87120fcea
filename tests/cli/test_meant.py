"""What is meant by a question without a command, by an option that there is not, and by everyday words."""

from typing import get_args

import pytest

from karabakh_cli.ask.everyday import _EVERYDAY, word_meant
from karabakh_cli.cli.meant import command_for, option_meant
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.vocabulary import ActorKind, EventKind, Measure, PlaceKind, SourceType

COMMANDS = ("events", "actors", "places", "figures", "refugees", "sources", "show", "search", "on", "changes",
            "offices", "map", "timeline", "compare", "disputes", "schema", "export", "init", "check")  # fmt: skip

# A question without a command -> the command that answers it.
ANSWERED_BY = {
    "north-town": "show",
    "nordstadt": "show",
    "Северный Город": "show",
    "talks about the north": "show",
    "1991-05-08": "on",
    "8 may 1991": "on",
    "the 8th of may 1991": "on",
    "1991": "events",
    "may 1991": "events",
    "spring 1991": "events",
    "before 1992": "events",
    "1991..1993": "events",
    "when did north town fall": "search",
    "1991 north town": "search",
    "battle": "search",
    "who was commander": "search",
    "which events happened": "search",
    "how many fled": "search",
    "won by the north": "search",
    "war": "search",
}


@pytest.mark.parametrize(("question", "command"), ANSWERED_BY.items())
def test_a_question_needs_no_command(small, question, command):
    """A name is shown, a day told, a time listed, anything else searched for; a line says which command answered."""
    words = question.split()
    run = small(*words)
    assert run.stderr.splitlines()[0] == f"karabakh: answered by: karabakh {command} {question}"
    answered = small(command, *words)
    assert (run.returncode, run.stdout) == (answered.returncode, answered.stdout)
    assert "answered by" not in answered.stderr


@pytest.mark.parametrize(
    "options", [["--limit", "1"], ["--json"], ["-f", "csv", "--fields", "id"], ["-n1", "--header"]]
)
def test_options_stand_behind_a_question_without_a_command(small, options):
    """What comes after the question are the options of the command that answers it."""
    assert small("1991", *options).stdout == small("events", "1991", *options).stdout != ""


@pytest.mark.parametrize("facts", [["--facts", "tests/facts"], ["--facts=tests/facts"]])
def test_a_question_without_a_command_is_asked_of_the_facts_named(karabakh, request, facts):
    """Whether words are a name is decided by the facts that --facts names."""
    run = karabakh("nordstadt", *facts, cwd=request.config.rootpath)
    assert run.stdout.startswith("Name: North Town\n")
    assert karabakh("nordstadt").stderr.startswith("karabakh: answered by: karabakh search nordstadt\n")


def test_facts_that_cannot_be_used_are_said(karabakh, tmp_path):
    """A folder that is not there ends a question without a command as any other."""
    run = karabakh("north", "--facts", str(tmp_path / "none"))
    assert (run.returncode, run.stdout) == (3, "")
    assert "there is no facts folder" in run.stderr


# What is nearly a command -> the command. Words that questions begin with are near some, and no slips.
SLIPS = {"evnts": "events", "event": "events", "Events": "events", "shw": "show", "sho": "show", "searc": "search",
         "maps": "map", "place": "places", "figure": "figures", "source": "sources", "timline": "timeline",
         "dispute": "disputes", "refugee": "refugees", "SHOW": "show", "actor": "actors"}  # fmt: skip


@pytest.mark.parametrize(("word", "command"), SLIPS.items())
def test_what_is_nearly_a_command_is_refused_with_it(small, word, command):
    """A slip of the keys is no question."""
    for arguments in ([word], [word, "1991"], ["help", word]):
        run = small(*arguments)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr == f"karabakh: no such command: {word}\ntry: karabakh {command}\n"


@pytest.mark.parametrize(
    "word", ["how", "shown", "son", "don", "won", "one", "war", "man", "what", "when", "shusha", "army"]
)
def test_words_of_questions_are_no_slips(word):
    """Short and usual words are searched for, though a command is spelled a little like them."""
    assert command_for([word, "xyzzy"], COMMANDS) == "search"


def test_nothing_but_options_is_no_question():
    """Without a word there is nothing to choose a command by."""
    with pytest.raises(QuestionError):
        command_for(["", "--json"], COMMANDS)


@pytest.mark.parametrize("arguments", [["--json", "north-town"], ["-n", "1", "north-town"], ["--facts", "f", "north"]])
def test_an_option_before_the_question_is_told_its_place(small, arguments):
    """The next step for an option that stands too early is where it stands."""
    run = small(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        f"karabakh: no such option: {arguments[0]}\n"
        f"an option comes after a question: karabakh QUESTION {arguments[0]}\n"
    )  # fmt: skip


def test_help_is_a_command(small):
    """`help events` is `events -h`, and `help` is `--help`."""
    assert small("help", "events").stdout == small("events", "-h").stdout != ""
    assert small("help").stdout == small("--help").stdout == small().stdout != ""
    assert small("help", "events").stderr == ""


# An option of other programs -> the next step for events, and for sources.
OPTIONS = {
    "--csv": ("try: karabakh events ... -f csv", "try: karabakh sources ... -f csv"),
    "--tsv": ("try: karabakh events ... -f tsv", "try: karabakh sources ... -f tsv"),
    "--md": ("try: karabakh events ... -f markdown", "try: karabakh sources ... -f markdown"),
    "--xlsx": ("try: karabakh events ... -f csv", "try: karabakh sources ... -f csv"),
    "--from": ("try: karabakh events ... --after DATE", "try: karabakh sources --help"),
    "--from=1993": ("try: karabakh events ... --after DATE", "try: karabakh sources --help"),
    "--to": ("try: karabakh events ... --before DATE", "try: karabakh sources --help"),
    "--year": ("try: karabakh events 1993", "try: karabakh events 1993"),
    "--month": ("try: karabakh events 1993-05", "try: karabakh events 1993-05"),
    "--date": ("try: karabakh events 1993-05-08", "try: karabakh events 1993-05-08"),
    "--output": ("try: karabakh events ... > FILE", "try: karabakh sources ... > FILE"),
    "-o": ("try: karabakh events ... > FILE", "try: karabakh sources ... > FILE"),
    "--verbose": ("try: karabakh show ID", "try: karabakh show ID"),
    "-v": ("try: karabakh show ID", "try: karabakh show ID"),
    "-V": ("try: karabakh --version", "try: karabakh --version"),
    "--where": ("try: karabakh events ... --place NAME", "try: karabakh sources --help"),
    "--who": ("try: karabakh events ... --actor NAME", "try: karabakh sources --help"),
    "--columns": ("try: karabakh events ... --fields A,B,C", "try: karabakh sources ... --fields A,B,C"),
    "--top": ("try: karabakh events ... --limit N", "try: karabakh sources ... --limit N"),
    "--no-color": ("try: karabakh events ... --color never", "try: karabakh sources ... --color never"),
    "--help-all": ("try: karabakh events ... --help", "try: karabakh sources ... --help"),
    "--kinds": ("try: karabakh events --kind", "try: karabakh sources --help"),
    "--plase": ("try: karabakh events --place", "try: karabakh sources --help"),
    "--standng": ("try: karabakh events --standing", "try: karabakh sources --standing"),
    "--xyz": ("try: karabakh events --help", "try: karabakh sources --help"),
    "-x": ("try: karabakh events --help", "try: karabakh sources --help"),
}


@pytest.mark.parametrize(("option", "steps"), OPTIONS.items())
def test_an_unknown_option_is_answered_by_what_was_meant(small, option, steps):
    """What other programs call an option is told by what says it here, never by what is only spelled like it."""
    for command, step in zip(("events", "sources"), steps, strict=True):
        run = small(command, option)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr == f"karabakh: no such option: {option.partition('=')[0]}\n{step}\n"


def test_an_option_that_counts_elsewhere_is_told_as_count():
    """`--group-by` is `--count` where a command has it."""
    assert option_meant("--group-by", "karabakh events", ["--count"], ()) == "try: karabakh events ... --count FIELD"


@pytest.mark.parametrize("option", ["--count", "--sort"])
def test_what_other_programs_do_better_is_left_to_them(option):
    """Where no option says it, the next step is a pipe, or an option of that name."""
    step = option_meant(option, "karabakh events", ["--kind"], ())
    assert step.startswith("try: karabakh events ... |")


def test_an_option_of_another_command_is_no_slip_of_the_keys(small):
    """`--side` of actors leads refugees to its help and not to `--since`, which is spelled like it; a slip does."""
    steps = {
        ("refugees", "--side"): "refugees --help",
        ("figures", "--side=north"): "figures --help",
        ("events", "--within"): "events --help",
        ("sources", "--place"): "sources --help",
        ("show", "--key"): "show --help",
        ("on", "--kind"): "on --help",
        ("refugees", "--sinse"): "refugees --since",
        ("places", "--widthin"): "places --within",
    }
    for (command, option), step in steps.items():
        name = option.partition("=")[0]
        assert small(command, option).stderr == f"karabakh: no such option: {name}\ntry: karabakh {step}\n"


def test_an_option_of_time_is_told_with_the_command_that_was_asked():
    """`figures --year` is told of figures, not of events."""
    assert option_meant("--year", "karabakh figures", ["--after"], ()) == "try: karabakh figures 1993"
    assert option_meant("--year", "karabakh actors", ["--kind"], ()) == "try: karabakh events 1993"


@pytest.mark.parametrize("option", ["--since", "--until", "--after", "--before"])
def test_since_and_until_are_after_and_before(small, option):
    """Both names of a bound are options, and take in what they name."""
    assert "battle-of-north-town" in small("events", option, "1991-05-08").stdout


@pytest.mark.parametrize(
    "arguments", [["--limit="], ["--limit", ""], ["-n"], ["-nx"], ["-n", "0"], ["--after"], ["-f"]]
)
def test_an_option_without_its_value_is_refused(small, arguments):
    """An option that lacks its value, or has a wrong one, is refused with a next step."""
    run = small("events", *arguments)
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 2)


VOCABULARIES = {
    ("event", "kind"): get_args(EventKind),
    ("actor", "kind"): get_args(ActorKind),
    ("place", "kind"): get_args(PlaceKind),
    ("figure", "measure"): get_args(Measure),
    ("source", "type"): get_args(SourceType),
}
# A word that people use -> the word of the closed list.
MEANT = {
    ("event", "kind"): {
        "massacres": "massacre", "truce": "ceasefire", "cease-fires": "ceasefire", "Cease Fire": "ceasefire",
        "battles": "battle", "fighting": "battle", "captured": "capture", "air raids": "airstrike",
        "prisoner exchanges": "prisoner-exchange", "treaties": "agreement", "killings": "massacre",
        "deportations": "expulsion", "talks": "negotiation", "referenda": "referendum", "elections": "election",
    },
    ("actor", "kind"): {"armies": "armed-force", "people": "person", "states": "state", "Armed Forces": "armed-force",
                        "governments": "government-body", "organizations": "international-organisation"},
    ("place", "kind"): {"villages": "village", "cities": "city", "raions": "district", "countries": "country"},
    ("figure", "measure"): {"deaths": "killed", "casualties": "killed", "injured": "wounded", "refugee": "refugees",
                            "prisoners of war": "prisoners", "soldiers": "troops", "tanks": "equipment"},
    ("source", "type"): {"newspapers": "news", "books": "book", "websites": "webpage", "letters": "statement"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("option", "said", "word"),
    [(option, said, word) for option, words in MEANT.items() for said, word in words.items()],
)
def test_everyday_words_and_plurals_mean_words_of_closed_lists(option, said, word):
    """What people say for a word of a closed list is understood as that word."""
    assert word_meant(*option, said, VOCABULARIES[option]) == word


@pytest.mark.parametrize("option", VOCABULARIES)
def test_no_everyday_word_means_what_its_list_has_not(option):
    """Each everyday word means a word of its list as the facts have it, and no word of the list means another."""
    words = VOCABULARIES[option]
    everyday = [each.strip() for text in _EVERYDAY[option].values() for each in text.split(",")]
    for said in [*everyday, *words, *(f"{word}s" for word in words)]:
        assert word_meant(*option, said, words) in words, said
    assert [word_meant(*option, word, words) for word in words] == list(words)
    assert set(_EVERYDAY[option]) <= set(words)


def test_no_everyday_word_means_two_words():
    """An everyday word stands with one word of its list."""
    for option, meanings in _EVERYDAY.items():
        everyday = [each.strip() for text in meanings.values() for each in text.split(",")]
        assert sorted({word for word in everyday if everyday.count(word) > 1}) == [], option


@pytest.mark.parametrize("said", ["", "xyzzy", "s", "es", "the", "battlefield", "\u200b", "kind"])
def test_what_means_no_word_of_a_list_means_none(said):
    """A word that nobody would say for one of a list is not forced into it."""
    for option, words in VOCABULARIES.items():
        assert word_meant(*option, said, words) is None


def test_everyday_words_are_asked_on_the_command_line(small):
    """An option takes an everyday word as the word of its list; a word of neither is refused with the list."""
    assert small("events", "--kind", "fights").stdout == small("events", "--kind", "battle").stdout != ""
    assert small("events", "--kind", "truce", "--kind", "battles").stdout.count("\n") == 2
    run = small("figures", "--measure", "money")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[1].startswith("one of displaced, refugees, ")
