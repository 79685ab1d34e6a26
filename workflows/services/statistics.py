"""What the cluster did, in numbers: for the office, and for the public home page.

Each kind of thing is counted by its states and years; kinds are the agreements, every
model that an app registers for a flow (``models.subjects``), and what is added with
``register_counted``. Drafts that were never submitted are nobody's business and are
not counted.
"""

import statistics
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.models import WorkingGroup

from ..enums import AgreementState, StepKind, StepState
from ..models import PatronageAgreement, Step
from ..models.subjects import get_subject_kind, list_subject_models

# Length of the longest bar of a chart.
FULL = 200
PERCENTILE = 90


@dataclass(frozen=True)
class Counted:
    """One kind of thing: ``rows()`` are counted by ``state`` and year of ``date``."""

    key: str
    label: Callable[[], str]
    rows: Callable[[], QuerySet]
    states: dict
    date: str


@dataclass(frozen=True)
class Bar:
    label: str
    value: str
    length: float
    count: float


@dataclass(frozen=True)
class Chart:
    """Bars, each with its number: drawing and table in one."""

    title: str
    label_heading: str
    value_heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class StepTime:
    """How long a step takes from its opening to its decision, in days."""

    about: str
    step: str
    count: int
    median: float
    percentile: float


_registered: dict[str, Counted] = {}


def register_counted(counted: Counted) -> None:
    """Add a kind of thing that no flow carries, from the ``ready()`` of its app."""
    _registered[counted.key] = counted


def list_agreements_in_force() -> QuerySet:
    """Return the patronage classes that run now: the number of the home page, too."""
    return PatronageAgreement.objects.filter(state=AgreementState.IN_FORCE)


def list_counted() -> list[Counted]:
    """Return all kinds of things, agreements first."""
    found = {
        "agreements": _count_model(PatronageAgreement),
        "groups": _count_model(WorkingGroup),
    }
    for model in list_subject_models():
        if counted := _count_model(model):
            found[model._meta.label_lower] = counted
    return list({**found, **_registered}.values())


def _count_model(model) -> Counted | None:
    """Return how a model with states is counted, or None for one without."""
    try:
        states = dict(model._meta.get_field("state").flatchoices)
    except FieldDoesNotExist:
        return None
    names = {field.name for field in model._meta.get_fields()}
    date = next(
        (name for name in ("submitted_at", "created_at", "created") if name in names),
        "",
    )
    if not date or not states:
        return None
    return Counted(
        model._meta.label_lower,
        lambda: str(capfirst(model._meta.verbose_name_plural)),
        lambda: model._default_manager.exclude(**{date: None}),
        states,
        date,
    )


def count_by_year(counted: Counted) -> dict[int, dict[str, int]]:
    """Return year → state → how many, the newest year first. One query."""
    rows = (
        counted.rows()
        .order_by()
        .annotate(counted_year=ExtractYear(counted.date))
        .values_list("counted_year", "state")
        .annotate(how_many=Count("pk"))
    )
    years: dict[int, dict[str, int]] = defaultdict(dict)
    for year, state, how_many in rows:
        years[year][state] = how_many
    return dict(sorted(years.items(), reverse=True))


def list_step_times(year: int | None = None) -> list[StepTime]:
    """Return median and 90th percentile for each step, of a year or of all time."""
    steps = Step.objects.filter(state=StepState.DONE, closed_at__isnull=False)
    if year:
        steps = steps.filter(closed_at__year=year)
    days = defaultdict(list)
    rows = steps.order_by().values_list(
        "subject_type", "kind", "opened_at", "closed_at"
    )
    for type_id, kind, opened, closed in rows.iterator(chunk_size=5000):
        days[type_id, kind].append(max((closed - opened).total_seconds(), 0) / 86400)
    found = []
    for (type_id, kind), values in days.items():
        about, step = _name_step(type_id, kind)
        found.append(
            StepTime(
                about,
                step,
                len(values),
                round(statistics.median(values), 1),
                round(get_percentile(values), 1),
            )
        )
    return sorted(found, key=lambda row: (row.about, row.step))


def _name_step(type_id, kind) -> tuple[str, str]:
    """Return what a step is about and what it is called, also of a flow that went."""
    if type_id is None:
        model, steps = PatronageAgreement, {k.value: k.label for k in StepKind}
    else:
        model = ContentType.objects.get_for_id(type_id).model_class()
        try:
            specs = get_subject_kind(model).steps
        except (LookupError, AttributeError):
            return "–", kind
        steps = {name: spec.label for name, spec in specs.items()}
    return str(capfirst(model._meta.verbose_name_plural)), str(steps.get(kind, kind))


def get_percentile(values: list[float], percent: int = PERCENTILE) -> float:
    """Return the nearest rank: so many per cent are not longer."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]


def draw(title, label_heading, value_heading, rows, write=str) -> Chart:
    """Return a chart of pairs of label and number."""
    longest = max((number for _label, number in rows), default=0) or 1
    return Chart(
        title,
        label_heading,
        value_heading,
        tuple(
            Bar(str(label), write(number), FULL * number / longest, number)
            for label, number in rows
        ),
    )


@dataclass(frozen=True)
class Report:
    """What the office's screen shows and exports."""

    years: list[int]
    charts: list[Chart]
    times: list[StepTime]

    def list_rows(self) -> list[tuple]:
        """Return everything as rows of one table, with its headings."""
        rows = [(_("Table"), _("Row"), _("What"), _("Number"))]
        for chart in self.charts:
            rows += [
                (chart.title, bar.label, chart.value_heading, bar.count)
                for bar in chart.bars
            ]
        title = _("Time per step, in days")
        for row in self.times:
            name = f"{row.about}: {row.step}"
            rows += [
                (title, name, _("how often"), row.count),
                (title, name, _("median"), row.median),
                (title, name, _("90 % are done within"), row.percentile),
            ]
        return rows


def build_report(year: int | None = None, only: str = "") -> Report:
    """Return the numbers of a year, or of all years, of one kind or of all."""
    charts, years = [], set()
    for counted in list_counted():
        by_year = count_by_year(counted)
        years |= set(by_year)
        # What there is nothing of is shown where it is asked for.
        if counted.key != only if only else not by_year:
            continue
        label = counted.label()
        states: dict[str, int] = defaultdict(int)
        for found_year, found in by_year.items():
            if year in (None, found_year):
                for state, how_many in found.items():
                    states[state] += how_many
        rows = [
            (capfirst(str(name)), states[state])
            for state, name in counted.states.items()
            if states.get(state)
        ]
        charts.append(
            draw(
                _("%(what)s by state") % {"what": label}, _("State"), _("Number"), rows
            )
        )
        if year is None and by_year:
            rows = [(found, sum(by_year[found].values())) for found in sorted(by_year)]
            charts.append(
                draw(
                    _("%(what)s by year") % {"what": label},
                    _("Year"),
                    _("Number"),
                    rows,
                )
            )
    times = list_step_times(year)
    if times:
        charts.append(
            draw(
                _("Median time per step, in days"),
                _("Step"),
                _("Days"),
                [(f"{row.about}: {row.step}", row.median) for row in times],
            )
        )
    return Report(sorted(years, reverse=True), charts, times)
