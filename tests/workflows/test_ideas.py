"""Ideas: the arithmetic of scores, the way through the flow, and the refusals."""

from decimal import Decimal

import pytest

from workflows.services import ideas_scoring as scoring


def make_card(value, bonus=(), **points):
    return scoring.Card(
        {c.value: points.get(c.value, value) for c in scoring.Criterion}, bonus
    )


def test_weights_are_a_hundred_and_bonus_twenty_at_most():
    assert sum(scoring.WEIGHTS.values()) == 100
    assert scoring.get_bonus(scoring.Bonus.values) == scoring.MAX_BONUS
    assert scoring.get_bonus(["bcu", "bcu"]) == scoring.BONUS_POINTS


@pytest.mark.parametrize(
    ("card", "total"),
    [
        (make_card(0), 0),
        (make_card(5), 100),
        (make_card(3), 60),
        (make_card(5, scoring.Bonus.values), 120),
        (make_card(0, need=5), 20),
        (make_card(0, accessibility=1), 1),
    ],
)
def test_total_of_a_card(card, total):
    assert card.total == total


def test_card_needs_points_for_each_criterion_between_0_and_5():
    with pytest.raises(ValueError, match="each criterion"):
        scoring.get_merit({"need": 3})
    for points in (-1, 6):
        with pytest.raises(ValueError, match="from 0 to 5"):
            scoring.get_merit({**make_card(3).points, "need": points})


@pytest.mark.parametrize(
    ("cards", "missing"),
    [
        ([], 2),
        ([make_card(3)], 1),
        ([make_card(3), make_card(3)], 0),
        # 5 of all 5 in the two heaviest criteria less: 30 points are not more than 30.
        ([make_card(5), make_card(5, feasibility=0, partnership=0)], 0),
        ([make_card(5), make_card(5, feasibility=0, partnership=0, innovation=4)], 1),
        # The bonus is a fact, no opinion: it does not count for the spread.
        ([make_card(3, scoring.Bonus.values), make_card(3)], 0),
        ([make_card(5), make_card(0), make_card(3)], 0),
    ],
)
def test_third_evaluator_is_needed_when_merit_differs_by_more_than_30(cards, missing):
    assert scoring.count_missing(cards) == missing


@pytest.mark.parametrize(
    ("average", "verdict"),
    [
        ("60", "recommended"),
        ("59.99", "improve"),
        ("45", "improve"),
        ("44.99", "not_recommended"),
    ],
)
def test_thresholds(average, verdict):
    assert scoring.judge(Decimal(average)) == verdict


def test_summary_is_the_mean_of_all_totals_and_of_the_first_criterion():
    summary = scoring.summarize(
        [make_card(5), make_card(3), make_card(4, ["bcu"], need=2)]
    )

    assert summary.average == Decimal("78.67")
    assert summary.tie_score == Decimal("3.33")
    assert (summary.spread, summary.verdict) == (40, "recommended")
    assert scoring.summarize([]).average is None
