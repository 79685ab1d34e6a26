"""Joining the cluster on invented organisations, driven through actions."""

from django.utils import translation

from partners.management.demo import (
    DEMO_PASSWORD,
    DOMAIN,
    create_demo_partners,
    make_nip,
    make_regon,
)

from ..actions import joining as actions
from ..actions import steps
from ..enums import Outcome
from ..exceptions import SigningFailed
from ..forms.joining import ApplicationForm
from ..models import JoiningApplication, Revision, Step
from ..models.joining import JoiningCheckItem, JoiningState
from ..models.subjects import refer_to
from ..services.decisions import StepInput
from .demo import StepRow, get_user

OPTICS = {
    "kind": "employer",
    "legal_form": "sp_zoo",
    "legal_name": "Karkonoska Optyka Precyzyjna sp. z o.o.",
    "short_name": "Karkonoska Optyka",
    "name_en": "Karkonosze Precision Optics",
    "country": "PL",
    "nip": make_nip("611009100"),
    "regon": make_regon(23091001),
    "krs": "0000900101",
    "street": "Wiejska",
    "house_number": "18",
    "postcode": "58-506",
    "city": "Jelenia Góra",
    "email": f"biuro.optyka@{DOMAIN}",
    "phone": "+48755550191",
    "homepage": "https://optyka.example/",
    "representation_basis": "krs",
    "representation_rule": "Prezes zarządu samodzielnie.",
    "signer_given_name": "Urszula",
    "signer_surname": "Optyczna",
    "signer_function": "prezes zarządu",
    "signer_email": f"prezes.optyka@{DOMAIN}",
    "contact_name": "Wiktor Kontaktowy",
    "contact_email": f"kontakt.optyka@{DOMAIN}",
    "contact_phone": "+48755550192",
    "cooperation_forms": ["placements", "workshops"],
    "motivation": (
        "Szukamy młodych optyków i mechaników precyzyjnych. Możemy przyjąć sześć osób "
        "na praktyki w roku i pokazać szkołom nowoczesną pracownię pomiarów."
    ),
}
GLASS = {
    **OPTICS,
    "legal_name": "Huta Szkła Jizera sp. z o.o.",
    "short_name": "Huta Jizera",
    "name_en": "Jizera Glassworks",
    "nip": make_nip("611009200"),
    "regon": make_regon(23092001),
    "krs": "0000900102",
    "street": "Hutnicza",
    "house_number": "3",
    "postcode": "58-580",
    "city": "Szklarska Poręba",
    "email": f"biuro.huta@{DOMAIN}",
    "homepage": "",
    "representation_rule": "Dwóch członków zarządu łącznie.",
    "signer_given_name": "Żaneta",
    "signer_surname": "Szklarska",
    "signer_email": f"prezes.huta@{DOMAIN}",
    "second_given_name": "Zenon",
    "second_surname": "Hutniczy",
    "second_function": "członek zarządu",
    "second_email": f"zarzad.huta@{DOMAIN}",
    "contact_name": "Alina Piecowa",
    "contact_email": f"kontakt.huta@{DOMAIN}",
    "cooperation_forms": ["patronage", "equipment"],
    "motivation": "Chcemy objąć patronatem klasę technologów szkła.",
}


def apply(data: dict = OPTICS, *, language: str = "pl") -> JoiningApplication:
    """Apply as the form does, and confirm the address. Returns the application."""
    with translation.override(language):
        form = ApplicationForm(data)
        if not form.is_valid():
            raise ValueError(form.errors.as_text())
        application = form.save(commit=False)
        application.language = language
        actions.apply(application)
    return actions.confirm(application)


def _reload(application) -> JoiningApplication:
    return JoiningApplication.objects.get(pk=application.pk)


def _get_step(application, kind: str) -> Step:
    return (
        Step.objects.open()
        .filter(**refer_to(application), kind=kind)
        .select_related("assignee", "organisation")
        .order_by("pk")
        .first()
    )


def check(
    application, *, outcome=Outcome.APPROVED, reason: str = "", box: str = "koordynator"
) -> StepRow:
    """Decide as the office."""
    step = _get_step(application, "check")
    is_accepted = outcome == Outcome.APPROVED
    answer = StepInput(
        outcome=outcome,
        seen_version=_reload(application).version,
        reason=reason,
        checklist={item.value: True for item in JoiningCheckItem},
        data={"register_source": "krs", "leader_signer": get_user("lider").pk}
        if is_accepted
        else {},
        ip="127.0.0.1",
        user_agent="demo",
    )
    user = get_user(box)
    steps.complete_step(step, user=user, answer=answer)
    return _row(application, "Kontrola biura / Office check", user.get_full_name())


def sign_next(application) -> StepRow:
    """Sign as whoever is asked next; a new account chooses its password first."""
    step = _get_step(application, "sign")
    user = step.assignee
    if not user.has_usable_password():
        user.set_password(DEMO_PASSWORD)
        user.save()
    answer = StepInput(
        outcome=Outcome.SIGNED,
        seen_version=_reload(application).version,
        seen_sha256=steps.get_contract(step).latest.sha256,
        secret=DEMO_PASSWORD,
        ip="127.0.0.1",
        user_agent="demo",
    )
    steps.complete_step(step, user=user, answer=answer)
    return _row(
        application, f"Podpis / Signature: {step.organisation}", user.get_full_name()
    )


def _row(application, label: str, actor: str) -> StepRow:
    revision = (
        Revision.objects.filter(
            document__in=_reload(application).documents.values("pk")
        )
        .exclude(signatures=[])
        .select_related("document")
        .order_by("pk")
        .last()
    )
    if revision is None:
        raise SigningFailed(f"{label}: no signed file was left.")
    with translation.override("en"):
        state = str(JoiningState(_reload(application).state).label)
    return StepRow(
        label,
        actor,
        state,
        revision.file_name,
        len(revision.signatures),
        revision.pades_level,
    )


def run_joining(data: dict = OPTICS) -> tuple[JoiningApplication, list[StepRow]]:
    """Take a new application to an active partner. Returns it and the table."""
    create_demo_partners()
    application = apply(data)
    rows = [_row(application, "Wniosek / Application", application.contact_name)]
    rows.append(check(application))
    while _reload(application).state == JoiningState.ACCEPTED:
        rows.append(sign_next(application))
    return _reload(application), rows


def make_data(number: int) -> dict:
    """Return the data of another invented company, for repeated runs."""
    return {
        **OPTICS,
        "legal_name": f"Karkonoska Optyka Precyzyjna {number} sp. z o.o.",
        "short_name": f"Karkonoska Optyka {number}",
        "name_en": f"Karkonosze Precision Optics {number}",
        "nip": make_nip(f"6110{10000 + 20 * number:05d}"),
        "regon": make_regon(24000000 + number),
        "krs": f"{910000 + number:010d}",
        "signer_email": f"prezes.optyka{number}@{DOMAIN}",
        "contact_email": f"kontakt.optyka{number}@{DOMAIN}",
    }


def create_examples() -> list[JoiningApplication]:
    """One organisation that joined, and one application that waits for the office."""
    found = JoiningApplication.objects.filter(nip__in=[OPTICS["nip"], GLASS["nip"]])
    if found.exists():
        return list(found)
    joined, _rows = run_joining()
    return [joined, apply(GLASS)]
