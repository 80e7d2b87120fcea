"""What a page of a day says: its sections, each an entry a fact or a few joined, with what each rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rich.text import Text

from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import Lasting, parse, parse_state
from karabakh_cli.model.vocabulary import importance
from karabakh_cli.render import wording
from karabakh_cli.render.terminal import plain
from karabakh_cli.text.english import in_words

_STATES = ("state", "de-facto-state")
State = dict[str, Any]


class Said(NamedTuple):
    """A part of an entry: words, and what they rest on."""

    words: Text
    citations: Sequence[dict[str, Any]] = ()


Entry = list[Said]


def sections(answer: Answer[Any]) -> Iterator[tuple[str, list[Entry]]]:
    """Give the headings of the page of a day with their entries, empty ones too."""
    by_about: dict[str, list[State]] = {}
    for state in answer:
        by_about.setdefault(state["about"], []).append(state)
    holds = by_about.get("control", [])
    day = answer.reading.window.first if answer.reading.window else ""
    changing = {state["subject"]["id"]: list[State]() for state in holds if _ends(state, day) or _begins(state, day)}
    for state in holds:
        changing.get(state["subject"]["id"], []).append(state)
    yield "Events of these days", [_event(state) for state in by_about.get("event", [])]
    held = [state for state in holds if state["subject"]["id"] not in changing]
    yield "Who held what", list(_held(held, answer))
    yield "What was changing hands", [_changing(states, day) for states in changing.values()]
    yield "Who was in office", list(_in_office(by_about.get("office", []), day, answer))
    yield "Agreements in force", [_agreement(state) for state in by_about.get("agreement", [])]
    figures = sorted(by_about.get("figure", []), key=lambda state: parse(state["since"]).latest_end, reverse=True)
    yield "Latest figures", [_figure(state) for state in figures]


def _named(id_: str, words: Text) -> Text:
    return words.append(f" ({id_})", "not bold cyan")


def _event(state: State) -> Entry:
    possible = ", possibly outside these days" if state["certainty"] == "possible" else ""
    words = plain(f"{in_words(state['since'])}{possible}: {state['subject']['name']}")
    return [Said(_named(state["subject"]["id"], words), state["sources"])]


def _held(states: Sequence[State], answer: Answer[Any]) -> Iterator[Entry]:
    """Give an entry for each holder and kind of place: of who held most first, the most important kind first."""
    rows: dict[tuple[str, str, str], list[State]] = {}
    for state in states:
        marks = ", in part" * bool(state.get("in_part")) + ", not attested" * (state["certainty"] != "certain")
        kind = str(answer.related[state["subject"]["id"]]["kind"])
        rows.setdefault((state["value"]["name"], marks, kind), []).append(state)
    most = Counter(state["value"]["name"] for state in states)
    for holder, marks, kind in sorted(rows, key=lambda row: (-most[row[0]], *row[:2], importance(row[2]))):
        held = rows[holder, marks, kind]
        lead = plain(holder, "bold").append(f"{marks}, {_counted(len(held), kind)}: ", "not bold")
        yield [Said(lead), *_joined([Said(plain(each["subject"]["name"]), each["sources"]) for each in held], ", ")]


def _ends(state: State, day: str) -> bool:
    """Tell whether a state that there was on a day may have ended on it."""
    time = parse_state(state["since"], state["until"])
    return time.end_known and time.earliest_end <= day


def _begins(state: State, day: str) -> bool:
    time = parse_state(state["since"], state["until"])
    return time.start_known and time.latest_start >= day


def _changing(states: Sequence[State], day: str) -> Entry:
    """Tell changes at their place: from whom to whom, between when and when; of a part, what each held of it."""
    ended = [state for state in states if _ends(state, day)]
    begun = [state for state in states if _begins(state, day)]
    told = []
    for when in dict.fromkeys([*(state["until"] for state in ended), *(state["since"] for state in begun)]):
        before = list(dict.fromkeys(_who(state) for state in ended if state["until"] == when))
        after = list(dict.fromkeys(_who(state) for state in begun if state["since"] == when))
        sides = [f"{word} {' and '.join(side)}" for word, side in (("from", before), ("to", after)) if side]
        whole = f"what each held of it, {' and '.join(before)}" if {*before} == {*after} else " ".join(sides)
        told.append(f"{whole}, {in_words(when)}")
    words = plain(states[0]["subject"]["name"], "bold").append_text(plain(f": {'; '.join(told)}", "not bold"))
    return [Said(words, [citation for state in (*begun, *ended) for citation in state["sources"]])]


def _in_office(states: Sequence[State], day: str, answer: Answer[Any]) -> Iterator[Entry]:
    """Give an entry for each state, of the one whose offices are most first, with its offices joined."""
    by_state: dict[str, list[State]] = {}
    for state in states:
        by_state.setdefault(_state_of(state["of"], answer), []).append(state)
    for name, held in sorted(by_state.items(), key=lambda row: (-len(row[1]), row[0])):
        offices = [Said(plain(f"{_office(each, name)}: {_officer(each, day)}"), each["sources"]) for each in held]
        yield [Said(plain(f"{name}: ", "bold")), *_joined(offices, "; ")]


def _state_of(of: dict[str, Any], answer: Answer[Any]) -> str:
    """Name the state that an office is of, or that its body belongs to before all else."""
    actor = answer.related[of["id"]]
    belongs = actor["member_of"] if actor["kind"] not in _STATES else []
    return str(belongs[0]["name"] if belongs else of["name"])


def _office(state: State, name: str) -> str:
    return str(state["subject"]["name"]).removesuffix(f" of {name}").removesuffix(f" of the {name}")


def _officer(state: State, day: str) -> str:
    """Say who was in an office, and of one that may have begun or ended on the day what is known of that."""
    time = parse_state(state["since"], state["until"])
    times = [_start(state["since"], time)] if day <= time.latest_start else []
    times += [_end(state["until"], time)] if day >= time.earliest_end else []
    return wording.holder(state) + "".join(f", {words}" for words in times)


def _start(since: str, time: Lasting) -> str:
    return f"since {in_words(since)}" if time.start_known else f"first attested {in_words(since.strip('[.]'))}"


def _end(until: str, time: Lasting) -> str:
    return f"until {in_words(until)}" if time.end_known else f"last attested {in_words(until.strip('[.]'))}"


def _agreement(state: State) -> Entry:
    observance = str(state["value"]["id"]).replace("-", " ")
    observed = f"observance {observance}" if observance == "unknown" else observance
    words = plain(f"{state['subject']['name']}: {observed}, {wording.from_to(state['since'], state['until'])}")
    return [Said(_named(state["subject"]["id"], words), state["sources"])]


def _figure(state: State) -> Entry:
    words = plain(amount(state["value"]), "bold")
    words.append_text(plain(f": {state['subject']['name']}, {in_words(state['since'])}", "not bold"))
    return [Said(_named(state["value"]["id"], words), state["sources"])]


def _who(state: State) -> str:
    return f"{state['value']['name']}{' in part' if state.get('in_part') else ''}"


def _counted(count: int, kind: str) -> str:
    """Count places of a kind: 1 pass, 2 passes, 3 cities."""
    stem, ending = (kind[:-1], "ies") if kind.endswith("y") else (kind, "es" if kind.endswith("s") else "s")
    return f"{count} {(kind if count == 1 else stem + ending).replace('-', ' ')}"


def _joined(said: Sequence[Said], by: str) -> list[Said]:
    """Put something between parts of an entry."""
    return [each for part in said for each in (part, Said(Text(by)))][:-1]
