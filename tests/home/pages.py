"""Pages for tests: of every type, with no more than each needs to be published."""

import itertools
import re
from datetime import date
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.template.loader import get_template
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from home.enums import AuditType, ConformanceStatus, PrivacyPurpose, SiteAction
from home.models import (
    ContactPage,
    CooperationFormPage,
    CooperationIndexPage,
    DeclarationPage,
    DocumentsPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PrivacyIndexPage,
    PrivacyNoticePage,
    SiteMapPage,
    StandardPage,
)
from home.services.frame import LOGO_SPEC
from home.templatetags.skin import SHARED_PICTURE
from partners.enums import CooperationForm

_numbers = itertools.count(1)

TEXT = "<p>Treść.</p>"
FIELDS = {
    ContactPage: {"form_title": "Napisz", "thanks": "Odpowiemy w trzy dni."},
    CooperationFormPage: {
        "key": CooperationForm.PATRONAGE,
        "what": TEXT,
        "audience": TEXT,
        "steps": [("step", {"title": "Napisz do biura", "text": TEXT})],
        "example": TEXT,
        "action": SiteAction.NEW_AGREEMENT,
    },
    DeclarationPage: {
        "organisation": "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A.",
        "site_url": "https://klaster.example/",
        "site_published_on": date(2026, 9, 1),
        "site_updated_on": date(2026, 10, 1),
        "status": ConformanceStatus.PARTIAL,
        "gaps": "<p>Skany starszych dokumentów.</p>",
        "prepared_on": date(2026, 10, 2),
        "reviewed_on": date(2026, 10, 2),
        "audit_type": AuditType.SELF,
        "contact_person": "Koordynator dostępności",
        "contact_email": "dostepnosc@klaster.example",
        "contact_phone": "+48757000000",
        "procedure": "<p>Odpowiadamy w ciągu 7 dni.</p>",
        "architecture": "<p>Wejście bez schodów.</p>",
    },
    NewsPage: {"body": [("text", TEXT)]},
    PrivacyNoticePage: {
        "purpose": PrivacyPurpose.CONTACT_FORM,
        **dict.fromkeys(
            ["controller", "dpo", "legal_basis", "data", "recipients"], TEXT
        ),
        **dict.fromkeys(["retention", "rights", "voluntariness"], TEXT),
        "profiling": "Nie podejmujemy decyzji automatycznie.",
    },
}
# The list that a page stands in.
PARENTS = {
    CooperationFormPage: CooperationIndexPage,
    NewsPage: NewsIndexPage,
    PrivacyNoticePage: PrivacyIndexPage,
}
TYPES = [
    *[ContactPage, CooperationFormPage, CooperationIndexPage, DeclarationPage],
    *[DocumentsPage, NewsIndexPage, NewsPage, PrivacyIndexPage, PrivacyNoticePage],
    *[SiteMapPage, StandardPage],
]


def get_home(language: str = "pl") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def add_page(model, parent: Page | None = None, **fields) -> Page:
    """Publish a page below ``parent``, else below the list that it stands in."""
    if parent is None:
        parent = get_home()
        if model in PARENTS:
            index = PARENTS[model].objects.child_of(parent).first()
            parent = index or add_page(PARENTS[model])
    number = next(_numbers)
    values = {
        "title": f"Strona {number}",
        "slug": f"strona-{number}",
        "intro": f"Wstęp {number}.",
        "locale": parent.locale,
        **FIELDS.get(model, {}),
        **fields,
    }
    page = parent.add_child(instance=model(**values))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def translate(page: Page, **fields) -> Page:
    """Publish the page in English; its parent has to be there already."""
    copy = page.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    for name, value in {"title": f"{page.title} (EN)", **fields}.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def create_image(title: str = "Pracownia"):
    """Return a picture whose renditions are only rows: cutting them takes seconds."""
    image = get_image_model().objects.create(
        title=title, file=get_test_image_file(size=(1600, 900))
    )
    add_renditions(image)
    return image


def add_renditions(image) -> None:
    """Write down every rendition that a page may ask for, without cutting it."""
    image.renditions.model.objects.bulk_create(
        image.renditions.model(
            image=image,
            filter_spec=spec,
            focal_point_key=Filter(spec=spec).get_cache_key(image),
            file=image.file.name,
            width=width,
            height=height,
        )
        for spec, (width, height) in _list_sizes().items()
    )


@cache
def _list_sizes() -> dict[str, tuple[int, int]]:
    """Return width and height of every rendition by its specification."""
    template = Path(get_template("includes/picture.html").origin.name).read_text()
    specs = {SHARED_PICTURE, LOGO_SPEC}
    for filters in re.findall(r"{% picture image (.*?) sizes=", template):
        specs.update(Filter.expand_spec(filters.split()))
    sizes = {}
    for spec in specs:
        width, height = re.search(r"-(\d+)(?:x(\d+))?", spec).groups()
        sizes[spec] = int(width), int(height or int(width) * 9 // 16)
    return sizes


def create_document(title: str = "Regulamin"):
    document = get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.7\n", name="regulamin.pdf")
    )
    # As the admin does; otherwise its first reader would.
    document.get_file_size()
    return document
