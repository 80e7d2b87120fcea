"""The charts of the page: what the words of each figure allow, on one scale."""

from karabakh_cli import open_facts
from karabakh_cli.model.amount import amount
from karabakh_cli.page.charts import charts, section
from karabakh_cli.page.records import facts_of


def of(id_: str, **given) -> dict:
    """Return a figure."""
    known = {"id": id_, "record": "figure", "measure": "killed", "question": "dead", "unit": "people", "as_of": "1993"}
    values = {"low": None, "best": None, "high": None, "quantifier": "stated", "of": "the dead", "kind": "flow"}
    return known | values | {"period": None, "sources": [{"by": "a newspaper"}]} | given


def test_a_row_has_the_range_that_its_words_allow():
    """A range has two ends, a number one, "about" a tenth around it; "more than" is open, to the end of the scale."""
    (chart,) = charts(
        [
            of("a", low=100, high=200),
            of("b", best=50),
            of("c", best=100, quantifier="about"),
            of("d", low=150, quantifier="more-than"),
        ]
    )
    assert chart.end == 200
    assert [(row.low, row.high, row.open) for row in chart.rows] == [
        (0.5, 1.0, False),
        (0.25, 0.25, False),
        (0.45, 0.55, False),
        (0.75, 1.0, True),
    ]


def test_only_what_can_be_compared_is_one_chart():
    """Figures of a question are a chart where there are two in one unit; those without a number are left out."""
    alone = [of("a", best=1, question="alone"), of("b", best=1, question=None), of("c", best=1, question=None)]
    units = [of("d", best=1, unit="tanks"), of("e", best=1), of("f", best=2), of("g", quantifier=None, unit="tanks")]
    drawn = charts([*alone, *units])
    assert [(chart.question, chart.unit, [row.figure["id"] for row in chart.rows]) for chart in drawn] == [
        ("dead", "people", ["e", "f"])
    ]


def test_figures_of_nothing_have_a_scale():
    """Where every count is nought the scale has an end all the same."""
    (chart,) = charts([of("a", best=0), of("b", best=0)])
    assert chart.end == 1
    assert all(row.low == row.high == 0 for row in chart.rows)


def test_the_earlier_figure_comes_first():
    """The figures of a chart are in the order of the time they speak of."""
    (chart,) = charts([of("late", best=1, as_of="1994"), of("early", best=1, as_of="1990")])
    assert [row.figure["id"] for row in chart.rows] == ["early", "late"]


def test_every_count_is_on_the_page_in_words(facts):
    """Beside each bar stands the number as its source words it, when, of whom and by whom."""
    drawn = section(open_facts().subject(), facts_of(open_facts()))
    figures = {figure["id"]: figure for figure in open_facts().figures()}
    shown = [row.figure["id"] for chart in charts([*figures.values()]) for row in chart.rows]
    assert len(shown) > 100
    for id_ in shown:
        assert f'<a href="#{id_}">{amount(figures[id_])}</a>' in drawn.markup
