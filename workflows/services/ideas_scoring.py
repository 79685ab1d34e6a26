"""How an idea is scored: pure arithmetic of the card in domain §2.3.

Merit: eight criteria, 0 to 5 points each, weights that sum up to 100. Bonus: four
points for each strategic criterion, 20 at most. At least two evaluators; when their
merit differs by more than 30 of the 100 points, a third one. The mean of all totals
decides: from 60 recommended, from 45 to be improved. Ties go to the first criterion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAX_POINTS = 5
BONUS_POINTS = 4
MAX_BONUS = 20
MIN_EVALUATORS = 2
MAX_EVALUATORS = 3
# In points of merit, of which there are 100.
MAX_SPREAD = Decimal(30)
RECOMMENDED_FROM = Decimal(60)
IMPROVE_FROM = Decimal(45)


class Criterion(models.TextChoices):
    """Merit, in the order of the card; the first breaks ties."""

    NEED = "need", _("fits what the labour market needs")
    EFFECT = "effect", _("effect on students and their skills")
    FEASIBILITY = "feasibility", _("feasible: plan and team")
    PARTNERSHIP = "partnership", _("quality of the partnership of school and employer")
    VALUE = "value", _("value for money")
    DURABILITY = "durability", _("lasts and can be taken over by others")
    INNOVATION = "innovation", _("innovation")
    ACCESSIBILITY = "accessibility", _("accessibility and equal chances")


WEIGHTS = {
    Criterion.NEED: 20,
    Criterion.EFFECT: 20,
    Criterion.FEASIBILITY: 15,
    Criterion.PARTNERSHIP: 15,
    Criterion.VALUE: 10,
    Criterion.DURABILITY: 10,
    Criterion.INNOVATION: 5,
    Criterion.ACCESSIBILITY: 5,
}


class Bonus(models.TextChoices):
    """Strategic criteria."""

    SHORTAGE = "shortage", _("an occupation that the region lacks")
    PATRONAGE = "patronage", _("a patronage class results")
    CROSS_BORDER = "cross_border", _("across the border: Poland, Czechia, Germany")
    SKILLS_CENTER = "bcu", _("uses an Industry Skills Center")
    SCHOOLS = "schools", _("at least three schools")


class Verdict(models.TextChoices):
    RECOMMENDED = "recommended", pgettext_lazy("score", "recommended")
    IMPROVE = "improve", pgettext_lazy("score", "to be improved")
    NOT_RECOMMENDED = "not_recommended", pgettext_lazy("score", "not recommended")


@dataclass(frozen=True)
class Card:
    """What one evaluator gave."""

    points: Mapping[str, int]
    bonus: Sequence[str] = ()

    @property
    def merit(self) -> Decimal:
        return get_merit(self.points)

    @property
    def bonus_points(self) -> int:
        return get_bonus(self.bonus)

    @property
    def total(self) -> Decimal:
        return self.merit + self.bonus_points


@dataclass(frozen=True)
class Summary:
    """What all cards say together."""

    count: int
    average: Decimal | None
    spread: Decimal
    tie_score: Decimal | None
    verdict: Verdict | None
    # Criterion → mean of its points.
    means: Mapping[str, Decimal]


def get_merit(points: Mapping[str, int]) -> Decimal:
    """Return 0 to 100. Raises ``ValueError`` for points that no card can have."""
    if set(points) != set(Criterion.values):
        raise ValueError("A card has points for each criterion.")
    if any(not 0 <= value <= MAX_POINTS for value in points.values()):
        raise ValueError("Points go from 0 to 5.")
    return sum(
        (
            Decimal(points[criterion]) * weight / MAX_POINTS
            for criterion, weight in WEIGHTS.items()
        ),
        Decimal(0),
    )


def get_bonus(bonus: Iterable[str]) -> int:
    """Return 0 to 20. Raises ``ValueError`` for an unknown criterion."""
    return min(MAX_BONUS, BONUS_POINTS * len({Bonus(value) for value in bonus}))


def get_spread(cards: Sequence[Card]) -> Decimal:
    """Return by how many of the 100 points of merit the cards differ."""
    merits = [card.merit for card in cards]
    return max(merits) - min(merits) if merits else Decimal(0)


def count_missing(cards: Sequence[Card]) -> int:
    """Return how many more evaluators are needed."""
    if len(cards) < MIN_EVALUATORS:
        return MIN_EVALUATORS - len(cards)
    if len(cards) < MAX_EVALUATORS and get_spread(cards) > MAX_SPREAD:
        return MAX_EVALUATORS - len(cards)
    return 0


def judge(average: Decimal) -> Verdict:
    """Return what an average means."""
    if average >= RECOMMENDED_FROM:
        return Verdict.RECOMMENDED
    if average >= IMPROVE_FROM:
        return Verdict.IMPROVE
    return Verdict.NOT_RECOMMENDED


def summarize(cards: Sequence[Card]) -> Summary:
    """Return the average of the totals, rounded to hundredths, and what it means."""
    if not cards:
        return Summary(0, None, Decimal(0), None, None, {})
    average = _mean(card.total for card in cards)
    means = {c.value: _mean(Decimal(card.points[c]) for card in cards) for c in WEIGHTS}
    return Summary(
        len(cards),
        average,
        get_spread(cards),
        means[Criterion.NEED],
        judge(average),
        means,
    )


def _mean(values: Iterable[Decimal]) -> Decimal:
    values = list(values)
    return (sum(values, Decimal(0)) / len(values)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
