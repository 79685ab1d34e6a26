from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from leaflet import app_settings as leaflet_settings
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, PageManager
from wagtail.models.pages import PagePermissionTester
from wagtail.query import PageQuerySet
from wagtail.search import index

from ..enums import KINDS_OF_TYPE, CooperationForm
from ..fields import KeysField
from ..forms import DirectoryForm, PartnerPageForm
from ..lists import get_canonical_query, get_part
from ..localize import list_synchronized
from ..sections import list_sections
from .organisations import Organisation, phone_validator


class PublicPageMixin(models.Model):
    """What a public page of these apps has, whatever page model its host uses.

    The names are those that a skin asks for: ``intro``, ``picture``, ``meta_title``,
    ``meta_description``, ``cache_tags``, and ``served_with``: relations that the page
    shows, to be fetched with it.
    """

    intro = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_(
            "Two or three sentences below the heading. Search engines show them too "
            "where there is no description of its own."
        ),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top, in lists, and when somebody shares the page."),
    )

    public_page_panels = [FieldPanel("intro"), FieldPanel("picture")]

    is_cacheable = True
    served_with: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def meta_title(self) -> str:
        return self.seo_title or self.title

    @property
    def meta_description(self) -> str:
        return self.search_description or self.intro

    @property
    def cache_tags(self) -> list[str]:
        """Name what is shown besides the page itself."""
        return []


class SingleCopyPermissionTester(PagePermissionTester):
    """A partner has one page in a language: copying one is always a mistake.

    Who may only change the page may not delete its drafts either.
    """

    def can_copy(self):
        return False

    def can_delete(self, ignore_bulk=False):
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        return self.user.is_superuser or bool({"publish", "add"} & self.permissions)


class PartnerIndexPage(PublicPageMixin, Page):
    """The directory: all partners of one language, with filters and a map."""

    PER_PAGE = 24

    content_panels = Page.content_panels + PublicPageMixin.public_page_panels

    subpage_types = ["cluster_partners.PartnerPage"]

    template = "partners/partner_index_page.html"

    class Meta:
        verbose_name = _("directory of partners")
        verbose_name_plural = _("directories of partners")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_partners.partnerpage"]

    def permissions_for_user(self, user):
        return SingleCopyPermissionTester(user, self)

    def get_partners(self):
        return PartnerPage.objects.child_of(self).live().public()

    def get_filter_form(self, data) -> DirectoryForm:
        partners = self.get_partners()
        rows = list(
            partners.values_list(
                "organisation__kind", "organisation__city", "cooperation_forms"
            )
        )
        occupations = PartnerOccupation.objects.filter(
            page__in=partners.order_by().values("pk")
        )
        return DirectoryForm(
            data,
            kinds={kind for kind, _town, _forms in rows},
            towns={town for _kind, town, _forms in rows},
            occupations={
                item.code: item.name
                for item in occupations.only("code", "name_pl", "name_en")
            },
            cooperation_forms={key for *_others, keys in rows for key in keys},
        )

    def get_context(self, request, *args, **kwargs):
        form = self.get_filter_form(request.GET)
        partners = self.get_partners().filter_by(**form.chosen).for_list()
        page_obj = get_part(partners, request, self.PER_PAGE)
        return {
            **super().get_context(request, *args, **kwargs),
            "filter_form": form,
            "page_obj": page_obj,
            "canonical_query": get_canonical_query(form, page_obj),
            "map": self.get_map(partners, request),
        }

    def get_map(self, partners, request=None) -> dict:
        """Return all partners of a list as points, not only those of its page."""
        tiles = get_tiles()
        if not tiles:
            return {}
        located = partners.exclude(latitude=None).prefetch_related(None)
        return {
            "tiles": tiles,
            "markers": [partner.get_marker(request) for partner in located],
        }


def get_tiles() -> dict:
    """Return where the map's tiles come from, by ``LEAFLET_CONFIG``; empty without.

    Keys: ``url``, ``host``, ``options`` for Leaflet's layer.
    """
    if not leaflet_settings["TILES"]:
        return {}
    _name, url, options = leaflet_settings["TILES"][0]
    if not isinstance(options, dict):
        options = {"attribution": options}
    return {"url": url, "host": urlsplit(url).hostname, "options": options}


class PartnerPageQuerySet(PageQuerySet):
    def filter_by(self, *, type="", town="", occupation="", form=""):
        """Keep the partners that have all of this. Each may be left out."""
        partners = self
        if type:
            partners = partners.filter(organisation__kind__in=KINDS_OF_TYPE[type])
        if town:
            partners = partners.filter(organisation__city=town)
        if occupation:
            partners = partners.filter(
                pk__in=PartnerOccupation.objects.filter(code=occupation).values("page")
            )
        if form:
            field = self.model._meta.get_field("cooperation_forms")
            partners = partners.filter(**field.get_key_filter(form))
        return partners

    def for_list(self):
        """Fetch what a list shows, in a number of queries that does not grow."""
        return (
            self.select_related("organisation", "locale")
            .prefetch_related("occupations")
            .defer("body")
            .order_by("title", "pk")
        )

    def map_urls(self, organisations, request=None) -> dict[int, str]:
        """Return the addresses of public pages in the reader's language, by partner.

        ``organisations`` are their keys; one without a page is not in the answer.
        """
        pages = (
            self.live()
            .public()
            .filter(
                organisation__in=organisations, locale__language_code=get_language()
            )
            .select_related("locale")
            .defer("body")
        )
        return {page.organisation_id: page.get_url(request) for page in pages}


class PartnerMixin(PublicPageMixin):
    """What a partner tells the public, apart from any page model.

    Name, kind, address and founding body come from the register: they are written
    once and agreements use the same.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("From the register. It cannot be changed later."),
    )
    served_with = ("organisation__founding_body",)

    body = RichTextField(
        _("about the partner"),
        blank=True,
        features=["h3", "bold", "italic", "ul", "ol", "link"],
    )
    cooperation_forms = KeysField(
        _("forms of co-operation"),
        keys=CooperationForm,
        help_text=_("What the partner does or is ready to do with others."),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        help_text=_("Where it is empty, the one of the register is shown."),
    )
    public_email = models.EmailField(
        _("public e-mail"),
        blank=True,
        help_text=_("An office, not a person."),
    )
    public_phone = models.CharField(
        _("public phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For the map, for example 50.90442."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For the map, for example 15.72697."),
    )

    partner_panels = [
        FieldPanel("organisation"),
        FieldPanel("body"),
        FieldPanel("cooperation_forms"),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("public_email"), FieldPanel("public_phone")]),
            ],
            heading=_("Public contact"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Place on the map"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("The map needs both numbers.")})

    @property
    def public_website(self) -> str:
        return self.website or self.organisation.website

    @property
    def website_label(self) -> str:
        """The website as people say it: without scheme and slash at the end."""
        return self.public_website.partition("://")[2].rstrip("/")

    @property
    def type_label(self) -> str:
        return capfirst(self.organisation.get_kind_display())

    @property
    def cooperation_labels(self) -> list[str]:
        return [
            str(CooperationForm(key).label)
            for key in self.cooperation_forms
            if key in CooperationForm.values
        ]


class PartnerPage(PartnerMixin, Page):
    """A partner as the public sees it, in one language."""

    content_panels = [
        *Page.content_panels,
        PartnerMixin.partner_panels[0],
        *PublicPageMixin.public_page_panels,
        PartnerMixin.partner_panels[1],
        InlinePanel(
            "occupations",
            heading=_("Occupations taught or offered"),
            label=_("occupation"),
        ),
        *PartnerMixin.partner_panels[2:],
    ]
    base_form_class = PartnerPageForm

    # Facts, not wording: each language has the same.
    override_translatable_fields = list_synchronized(
        "organisation",
        "cooperation_forms",
        "public_phone",
        "latitude",
        "longitude",
        "occupations",
    )

    search_fields = Page.search_fields + [
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields(
            "organisation",
            [
                index.SearchField("legal_name"),
                index.SearchField("short_name"),
                index.SearchField("name_en"),
                index.SearchField("city"),
            ],
        ),
        index.RelatedFields(
            "occupations",
            [index.SearchField("name_pl"), index.SearchField("name_en")],
        ),
    ]

    parent_page_types = ["cluster_partners.PartnerIndexPage"]
    subpage_types = []

    objects = PageManager.from_queryset(PartnerPageQuerySet)()

    template = "partners/partner_page.html"

    class Meta:
        verbose_name = _("page of a partner")
        verbose_name_plural = _("pages of partners")

    def clean(self):
        super().clean()
        if not self.organisation_id:
            return
        others = PartnerPage.objects.filter(
            organisation=self.organisation_id, locale=self.locale_id
        )
        if others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {
                    "organisation": _(
                        "This organisation already has a page in this language."
                    )
                }
            )

    def permissions_for_user(self, user):
        return SingleCopyPermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        sections = list_sections(self, request)
        # What the cache has to know is known only now.
        self.__dict__["sections"] = sections
        return {
            **super().get_context(request, *args, **kwargs),
            "occupations": self.occupations.all(),
            "sections": [section for section in sections if section.entries],
            "structured_data": self.get_structured_data(request),
        }

    @cached_property
    def sections(self) -> list:
        """Sections of other apps, empty ones too."""
        return list_sections(self)

    @property
    def cache_tags(self) -> list[str]:
        return sorted({tag for section in self.sections for tag in section.cache_tags})

    def get_marker(self, request=None) -> dict:
        """Return the partner as a point of the map."""
        return {
            "name": self.title,
            "url": self.get_url(request),
            "facts": f"{self.type_label}, {self.organisation.city}",
            "latitude": float(self.latitude),
            "longitude": float(self.longitude),
        }

    def get_structured_data(self, request=None) -> dict:
        """Return the partner in the words of schema.org."""
        organisation = self.organisation
        url = self.get_full_url(request)
        founder = organisation.founding_body
        has_place = self.latitude is not None
        return {
            "@type": "EducationalOrganization"
            if organisation.is_school
            else "Organization",
            "@id": f"{url}#organization",
            "name": self.title,
            "legalName": organisation.legal_name,
            "description": self.meta_description,
            "url": self.public_website or url,
            "mainEntityOfPage": url,
            "email": self.public_email,
            "telephone": self.public_phone,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": organisation.street_address,
                "postalCode": organisation.postcode,
                "addressLocality": organisation.city,
                "addressCountry": organisation.country.code,
            },
            "location": {
                "@type": "Place",
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": float(self.latitude),
                    "longitude": float(self.longitude),
                },
            }
            if has_place
            else None,
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": founder.localized_name,
            }
            if founder
            else None,
        }


class PartnerOccupation(Orderable):
    """An occupation that a school teaches or an employer needs, by its code.

    The classification belongs to another app, which this one may not know; the names
    are kept beside the code as the partner writes them.
    """

    page = ParentalKey(
        PartnerPage, on_delete=models.CASCADE, related_name="occupations"
    )
    code = models.CharField(
        _("code"),
        max_length=6,
        db_index=True,
        validators=[RegexValidator(r"^[0-9]{6}$", _("The code has six digits."))],
        help_text=_("From the classification of occupations, for example 311410."),
    )
    name_pl = models.CharField(_("name in Polish"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)

    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("name_pl"), FieldPanel("name_en")]),
    ]

    class Meta:
        ordering = ["sort_order"]
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "code"],
                name="cluster_partners_occupation_once",
                violation_error_message=_("This occupation is already there."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_pl if get_language() == "pl" else self.name_en
