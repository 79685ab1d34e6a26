from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from partners.localize import list_synchronized
from partners.models import Organisation
from partners.models.organisations import phone_validator
from partners.models.pages import PublicPageMixin

from ..blocks import ContactBlock, FunctionBlock, SocialLinkBlock
from ..enums import CenterStatus

TEXT_FEATURES = ["h3", "bold", "italic", "ul", "ol", "link"]

# Which organisations stand behind a center: field of the register, or words.
INSTITUTION_ROLES = (
    ("founding_body", _("founding body")),
    ("industry_partner", _("industry partner")),
    ("science_partner", _("science partner")),
    ("host_school", _("host school")),
)


def _institution(verbose_name):
    return models.ForeignKey(
        Organisation,
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )


def _institution_text():
    return models.CharField(
        _("or its name"),
        help_text=_("If it is not in the register."),
        max_length=200,
        blank=True,
    )


class SkillsCenterIndexPage(PublicPageMixin, Page):
    """All centers of one language, with the dates that come next."""

    body = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *Page.content_panels,
        *PublicPageMixin.public_page_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    subpage_types = ["cluster_skills_centers.SkillsCenterPage"]

    template = "skills_centers/skills_center_index_page.html"

    class Meta:
        verbose_name = _("list of skills centers")
        verbose_name_plural = _("lists of skills centers")

    @property
    def cache_tags(self) -> list[str]:
        return [
            "model:cluster_skills_centers.skillscenterpage",
            "model:cluster_skills_centers.coursepage",
            "model:cluster_skills_centers.edition",
            "model:cluster_skills_centers.registration",
        ]

    def get_centers(self):
        centers = SkillsCenterPage.objects.child_of(self).live().public()
        return centers.select_related("picture").order_by("path")


class SkillsCenterMixin(PublicPageMixin):
    """What an Industry Skills Center tells the public, apart from any page model.

    Source of the fields: domain §3.2. A site with its own base page model inherits
    this and not ``SkillsCenterPage``, which is bound to Wagtail's ``Page``.
    """

    served_with = tuple(name for name, _label in INSTITUTION_ROLES)

    short_code = models.CharField(
        _("short code"), max_length=20, help_text=_("For lists, e.g. BCU-ZGO.")
    )
    center_status = models.CharField(
        _("state"),
        max_length=10,
        choices=CenterStatus,
        default=CenterStatus.ACTIVE,
    )
    vocational_field = models.CharField(_("vocational field"), max_length=120)
    branch_code = models.CharField(
        _("branch code"),
        max_length=3,
        help_text=_("From the classification of occupations, e.g. ELE."),
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters."))],
    )
    body = RichTextField(_("about the center"), blank=True, features=TEXT_FEATURES)
    functions = StreamField(
        [("function", FunctionBlock())],
        verbose_name=_("functions"),
        blank=True,
        max_num=6,
    )

    founding_body = _institution(_("founding body"))
    founding_body_text = _institution_text()
    industry_partner = _institution(_("industry partner"))
    industry_partner_text = _institution_text()
    science_partner = _institution(_("science partner"))
    science_partner_text = _institution_text()
    host_school = _institution(_("host school"))
    host_school_text = _institution_text()
    head_function = models.CharField(
        _("led by"),
        help_text=_("The function, not a name."),
        max_length=120,
        blank=True,
    )
    council = models.TextField(
        _("council of the center"),
        help_text=_("Who sits in it and what it decides."),
        max_length=1000,
        blank=True,
    )

    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=80)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    directions = models.TextField(
        _("how to get there"),
        help_text=_("By train, bus, car and bicycle; where to enter."),
        max_length=1000,
        blank=True,
    )
    access_stairs = models.TextField(
        _("stairs and doors"),
        help_text=_("Steps, ramps and the width of doors, from the street to the lab."),
        max_length=400,
        blank=True,
    )
    access_lift = models.TextField(_("lift"), max_length=400, blank=True)
    access_loop = models.TextField(
        _("induction loop and other help"), max_length=400, blank=True
    )

    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    contacts = StreamField(
        [("contact", ContactBlock())], verbose_name=_("contacts"), blank=True
    )
    social_links = StreamField(
        [("profile", SocialLinkBlock())],
        verbose_name=_("social media"),
        blank=True,
        help_text=_("Links only: nothing is loaded from there."),
    )
    funding_note = models.TextField(
        _("funding"),
        help_text=_("Who pays, in the words that the funder asks for."),
        max_length=600,
        blank=True,
    )
    regulations = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("regulations"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    skills_center_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("short_code"), FieldPanel("center_status")]),
                FieldRowPanel(
                    [FieldPanel("vocational_field"), FieldPanel("branch_code")]
                ),
            ],
            heading=_("Center"),
        ),
        FieldPanel("body"),
        FieldPanel("functions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name), FieldPanel(f"{name}_text")])
                for name, _label in INSTITUTION_ROLES
            ],
            heading=_("Who stands behind it"),
        ),
        MultiFieldPanel(
            [FieldPanel("head_function"), FieldPanel("council")], heading=_("Bodies")
        ),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("directions"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("access_stairs"),
                FieldPanel("access_lift"),
                FieldPanel("access_loop"),
            ],
            heading=_("Access"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("contacts"),
                FieldPanel("social_links"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("funding_note"), FieldPanel("regulations")],
            heading=_("Funding and rules"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """The postal address in one line, as Polish practice writes it."""
        town = f"{self.postcode} {self.city}".strip()
        return ", ".join(filter(None, [self.street, town]))

    @property
    def institutions(self) -> list[tuple[str, str]]:
        """The role and the name of each organisation behind the center."""
        found = []
        for name, label in INSTITUTION_ROLES:
            organisation = getattr(self, name)
            text = getattr(self, f"{name}_text")
            if organisation or text:
                found.append(
                    (label, organisation.localized_name if organisation else text)
                )
        return found


class SkillsCenterPage(SkillsCenterMixin, Page):
    """An Industry Skills Center in one language. Its courses are pages below it."""

    content_panels = [
        *Page.content_panels,
        *PublicPageMixin.public_page_panels,
        *SkillsCenterMixin.skills_center_panels,
        InlinePanel("labs", heading=_("Labs"), label=_("lab")),
        InlinePanel("funder_logos", heading=_("Emblems of funders"), label=_("emblem")),
    ]
    # Facts, not wording: each language has the same.
    override_translatable_fields = list_synchronized(
        *["short_code", "center_status", "branch_code"],
        *["founding_body", "industry_partner", "science_partner", "host_school"],
        *["street", "postcode", "city", "latitude", "longitude", "phone"],
        "regulations",
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("vocational_field"),
        index.SearchField("body"),
        index.SearchField("functions"),
        index.SearchField("city"),
        index.SearchField("short_code"),
        index.AutocompleteField("vocational_field"),
        index.RelatedFields(
            "labs", [index.SearchField("name"), index.SearchField("equipment")]
        ),
    ]
    parent_page_types = ["cluster_skills_centers.SkillsCenterIndexPage"]
    subpage_types = ["cluster_skills_centers.CoursePage"]

    template = "skills_centers/skills_center_page.html"

    class Meta:
        verbose_name = _("skills center")
        verbose_name_plural = _("skills centers")

    @property
    def cache_tags(self) -> list[str]:
        return [
            "model:cluster_skills_centers.coursepage",
            "model:cluster_skills_centers.edition",
            "model:cluster_skills_centers.registration",
        ]


class Lab(TranslatableMixin, Orderable):
    """A room for training, with what stands in it."""

    center = ParentalKey(
        SkillsCenterPage, on_delete=models.CASCADE, related_name="labs"
    )
    name = models.CharField(_("name"), max_length=120)
    equipment = models.TextField(
        _("equipment"), help_text=_("One item per line."), blank=True
    )
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        help_text=_("Leave empty to use the description of the image."),
        max_length=200,
        blank=True,
    )
    is_bookable = models.BooleanField(
        _("can be booked"),
        help_text=_("Employers and schools may ask for the room."),
        default=False,
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("equipment"),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("is_bookable")]),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("lab")
        verbose_name_plural = _("labs")

    def __str__(self):
        return self.name

    @property
    def equipment_items(self) -> list[str]:
        return [line.strip() for line in self.equipment.splitlines() if line.strip()]


class FunderLogo(TranslatableMixin, Orderable):
    """The emblem that a funder asks for, with the same in words."""

    center = ParentalKey(
        SkillsCenterPage, on_delete=models.CASCADE, related_name="funder_logos"
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("emblem"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.CharField(
        _("the same in words"),
        help_text=_("Read out instead of the emblem."),
        max_length=200,
    )

    panels = [FieldPanel("image"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("emblem")
        verbose_name_plural = _("emblems")

    def __str__(self):
        return self.text
