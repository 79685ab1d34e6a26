import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import home.models.settings


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_home", "0002_events"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                ("message", models.TextField(max_length=5000, verbose_name="message")),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("consent_at", models.DateTimeField(verbose_name="consent given")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received"
                    ),
                ),
                (
                    "mailed_at",
                    models.DateTimeField(
                        null=True, verbose_name="mailed to the office"
                    ),
                ),
            ],
            options={
                "verbose_name": "message from the contact form",
                "verbose_name_plural": "messages from the contact form",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NewsTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, unique=True, verbose_name="name"),
                ),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        max_length=100,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(max_length=100, verbose_name="name in English"),
                ),
            ],
            options={
                "verbose_name": "tag of news",
                "verbose_name_plural": "tags of news",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="OfficeSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="name"),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name in English"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        help_text="The company or body, as the register has it.",
                        max_length=200,
                        verbose_name="who runs it",
                    ),
                ),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="street and number"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="postcode"
                    ),
                ),
                (
                    "town",
                    models.CharField(blank=True, max_length=80, verbose_name="town"),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        help_text="With the country code and without spaces: +48757000000",
                        max_length=16,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+[1-9]\\d{6,14}$",
                                "Write the number with its country code: +48 …",
                            )
                        ],
                        verbose_name="phone",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Messages of the contact form go there too.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "ede_address",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="e-Doręczenia address"
                    ),
                ),
                (
                    "hours",
                    models.TextField(
                        blank=True,
                        help_text="One line for each time.",
                        verbose_name="opening hours",
                    ),
                ),
                (
                    "hours_en",
                    models.TextField(
                        blank=True, verbose_name="opening hours in English"
                    ),
                ),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        help_text="For example of OpenStreetMap.",
                        verbose_name="link to a map",
                    ),
                ),
                ("facebook_url", models.URLField(blank=True, verbose_name="Facebook")),
                ("linkedin_url", models.URLField(blank=True, verbose_name="LinkedIn")),
                ("youtube_url", models.URLField(blank=True, verbose_name="YouTube")),
                (
                    "instagram_url",
                    models.URLField(blank=True, verbose_name="Instagram"),
                ),
            ],
            options={
                "verbose_name": "office data",
            },
            bases=(
                home.models.settings.FramePreviewMixin,
                home.models.settings.BilingualMixin,
                models.Model,
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="join_page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="joining: page",
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="join_text",
            field=models.TextField(
                blank=True, max_length=400, verbose_name="joining: text"
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="join_title",
            field=models.CharField(
                blank=True,
                help_text="Without a title, the call to join is not shown.",
                max_length=90,
                verbose_name="joining: title",
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown at the top, in lists, and when somebody shares the page.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
                verbose_name="picture",
            ),
        ),
        migrations.AlterField(
            model_name="homepage",
            name="doors",
            field=wagtail.fields.StreamField(
                [("door", 3)],
                block_lookup={
                    0: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "title", "max_length": 60},
                    ),
                    1: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"label": "text", "max_length": 400},
                    ),
                    2: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                    3: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 0), ("text", 1), ("page", 2)]],
                        {},
                    ),
                },
                help_text="For students and parents, for schools, for employers.",
                verbose_name="doors",
            ),
        ),
        migrations.CreateModel(
            name="ContactPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "form_title",
                    models.CharField(max_length=90, verbose_name="form: heading"),
                ),
                (
                    "form_text",
                    wagtail.fields.RichTextField(blank=True, verbose_name="form: text"),
                ),
                (
                    "thanks",
                    models.TextField(
                        help_text="What happens now, and when an answer will come.",
                        max_length=400,
                        verbose_name="after sending",
                    ),
                ),
                (
                    "directions",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Also for people who come by wheelchair or do not see.",
                        verbose_name="how to get here",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact page",
                "verbose_name_plural": "contact pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CooperationFormPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("graduates", "recruitment of graduates"),
                            ("curriculum", "consultations in designing curricula"),
                            ("real_conditions", "classes in real working conditions"),
                            ("skills_check", "verification of knowledge and skills"),
                            ("placements", "internships and apprenticeships"),
                            ("projects", "joint educational projects"),
                            ("boards", "employers in advisory boards"),
                            ("workshops", "presentations and workshops"),
                            ("patronage", "patronage classes"),
                            ("bcu", "Industry Skills Centers"),
                            ("equipment", "equipping workshops and labs"),
                            ("teachers", "development of teachers"),
                            ("guidance", "career guidance, open days, visits, fairs"),
                            ("scholarships", "scholarships"),
                            ("promotion", "promotion of the class"),
                        ],
                        help_text="The same that partners and agreements name.",
                        max_length=20,
                        verbose_name="form of co-operation",
                    ),
                ),
                ("what", wagtail.fields.RichTextField(verbose_name="what it is")),
                ("audience", wagtail.fields.RichTextField(verbose_name="for whom")),
                (
                    "steps",
                    wagtail.fields.StreamField(
                        [("step", 2)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "title", "max_length": 90},
                            ),
                            1: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "ul",
                                        "ol",
                                        "link",
                                        "document-link",
                                    ],
                                    "label": "text",
                                    "required": False,
                                },
                            ),
                            2: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("text", 1)]],
                                {},
                            ),
                        },
                        help_text="What to do first, second, third.",
                        verbose_name="how to start",
                    ),
                ),
                (
                    "example_title",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="example: title"
                    ),
                ),
                (
                    "example",
                    wagtail.fields.RichTextField(
                        help_text="What it looked like once: who, what, with which result.",
                        verbose_name="example",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("new_agreement", "draft a patronage class agreement"),
                            ("portal", "open the portal"),
                            ("verify", "verify a document"),
                            ("contact", "write to the office"),
                            ("partners", "see the partners"),
                            ("classes", "see the patronage classes"),
                            (
                                "courses",
                                "see the Industry Skills Centers and their courses",
                            ),
                            ("events", "see the events"),
                        ],
                        max_length=20,
                        verbose_name="where the button leads",
                    ),
                ),
                (
                    "action_label",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the button says where it leads.",
                        max_length=60,
                        verbose_name="text of the button",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="more"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "form of co-operation",
                "verbose_name_plural": "forms of co-operation",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CooperationIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="content"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of forms of co-operation",
                "verbose_name_plural": "lists of forms of co-operation",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="DeclarationPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        help_text="The full name of the body that runs the site.",
                        max_length=250,
                        verbose_name="who is responsible",
                    ),
                ),
                ("site_url", models.URLField(verbose_name="address of the site")),
                (
                    "site_published_on",
                    models.DateField(verbose_name="site published on"),
                ),
                (
                    "site_updated_on",
                    models.DateField(verbose_name="last important change of the site"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("full", "fully compliant"),
                            ("partial", "partially compliant"),
                            ("none", "not compliant"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "gaps",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="What, why, and what to do instead. Needed unless fully compliant.",
                        verbose_name="content that is not accessible",
                    ),
                ),
                (
                    "exclusions",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="exclusions by law"
                    ),
                ),
                (
                    "burden_url",
                    models.URLField(
                        blank=True,
                        help_text="Only if the declaration refers to such a burden.",
                        verbose_name="analysis of a disproportionate burden",
                    ),
                ),
                (
                    "prepared_on",
                    models.DateField(verbose_name="declaration prepared on"),
                ),
                (
                    "reviewed_on",
                    models.DateField(
                        help_text="At least once a year, by 31 March, and after each large change.",
                        verbose_name="last review of the declaration",
                    ),
                ),
                (
                    "audit_type",
                    models.CharField(
                        choices=[
                            ("self", "self-assessment"),
                            ("external", "audit by another organisation"),
                        ],
                        default="self",
                        max_length=10,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "auditor",
                    models.CharField(
                        blank=True,
                        help_text="Needed for an audit by another organisation.",
                        max_length=250,
                        verbose_name="who audited",
                    ),
                ),
                (
                    "shortcuts",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="keyboard shortcuts"
                    ),
                ),
                (
                    "contact_person",
                    models.CharField(
                        help_text="A function and unit; a name is not needed.",
                        max_length=150,
                        verbose_name="contact: who",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(max_length=254, verbose_name="contact: e-mail"),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        max_length=16,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+[1-9]\\d{6,14}$",
                                "Write the number with its country code: +48 …",
                            )
                        ],
                        verbose_name="contact: phone",
                    ),
                ),
                (
                    "procedure",
                    wagtail.fields.RichTextField(
                        help_text="What to write, how long an answer takes. The link to the Commissioner for Human Rights (RPO) is added by the site.",
                        verbose_name="procedure of requests and complaints",
                    ),
                ),
                (
                    "architecture",
                    wagtail.fields.RichTextField(
                        help_text="Entrances, lifts, toilets, parking, assistance dogs, loops.",
                        verbose_name="accessibility of the building",
                    ),
                ),
                (
                    "apps",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="mobile applications"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "accessibility declaration",
                "verbose_name_plural": "accessibility declarations",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="DocumentsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "sections",
                    wagtail.fields.StreamField(
                        [("section", 9)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "heading", "max_length": 90},
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "text", "max_length": 400, "required": False},
                            ),
                            2: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "document"},
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Empty: the title that the document has.",
                                    "label": "title",
                                    "max_length": 150,
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "what it is for",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("pl", "Polish"), ("en", "English")],
                                    "label": "language of the document",
                                },
                            ),
                            6: (
                                "wagtail.blocks.DateBlock",
                                (),
                                {
                                    "help_text": "Of the document. Empty: the day on which it was uploaded.",
                                    "label": "date",
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("document", 2),
                                        ("title", 3),
                                        ("text", 4),
                                        ("language", 5),
                                        ("date", 6),
                                    ]
                                ],
                                {},
                            ),
                            8: (
                                "wagtail.blocks.ListBlock",
                                (7,),
                                {"label": "documents", "min_num": 1},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("text", 1), ("documents", 8)]],
                                {},
                            ),
                        },
                        verbose_name="sections",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "page of documents",
                "verbose_name_plural": "pages of documents",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="FooterSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences.",
                        max_length=400,
                        verbose_name="about the site",
                    ),
                ),
                (
                    "about_en",
                    models.TextField(
                        blank=True,
                        max_length=400,
                        verbose_name="about the site in English",
                    ),
                ),
                (
                    "bip_url",
                    models.URLField(
                        blank=True,
                        help_text="Address of the BIP page of the body that runs the site.",
                        verbose_name="Public Information Bulletin (BIP)",
                    ),
                ),
                (
                    "funding_text",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="about funding"
                    ),
                ),
                (
                    "funding_text_en",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="about funding in English",
                    ),
                ),
                (
                    "funding",
                    wagtail.fields.StreamField(
                        [("logo", 4)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "logo"},
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the logo says, for those who do not see it.",
                                    "label": "name in Polish",
                                    "max_length": 150,
                                },
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "name in English", "max_length": 150},
                            ),
                            3: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "address", "required": False},
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("picture", 0),
                                        ("name", 1),
                                        ("name_en", 2),
                                        ("url", 3),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="logos of those who fund us",
                    ),
                ),
                (
                    "cookies_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="In one language; the footer finds the others.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page about cookies",
                    ),
                ),
            ],
            options={
                "verbose_name": "footer",
            },
            bases=(
                home.models.settings.FramePreviewMixin,
                home.models.settings.BilingualMixin,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="NewsIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of news",
                "verbose_name_plural": "lists of news",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="date"
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], block_lookup={}, verbose_name="content"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of news",
                "verbose_name_plural": "news",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsPageTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to="cluster_home.newspage",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="cluster_home.newstag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of a page",
                "verbose_name_plural": "tags of a page",
            },
        ),
        migrations.AddField(
            model_name="newspage",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="cluster_home.NewsPageTag",
                to="cluster_home.NewsTag",
                verbose_name="tags",
            ),
        ),
        migrations.CreateModel(
            name="PrivacyIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="content"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of privacy notices",
                "verbose_name_plural": "lists of privacy notices",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PrivacyNoticePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("contact_form", "contact form"),
                            ("partner_account", "account in the portal"),
                            ("idea", "submitting an idea"),
                            ("event_registration", "registration for an event"),
                            ("course_registration", "registration for a course"),
                            ("newsletter", "newsletter"),
                            ("agreement", "signers and contact persons of agreements"),
                            ("logs", "logs of the website"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "updated_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="as of"
                    ),
                ),
                (
                    "controller",
                    wagtail.fields.RichTextField(
                        help_text="Who decides about the data: name, seat, how to reach them.",
                        verbose_name="controller",
                    ),
                ),
                (
                    "dpo",
                    wagtail.fields.RichTextField(
                        help_text="How to reach the officer.",
                        verbose_name="data protection officer",
                    ),
                ),
                (
                    "legal_basis",
                    wagtail.fields.RichTextField(
                        help_text="Each purpose with its letter of art. 6 (1) GDPR.",
                        verbose_name="what for and on what basis",
                    ),
                ),
                ("data", wagtail.fields.RichTextField(verbose_name="which data")),
                (
                    "source",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Needed where somebody else gave them to us (art. 14).",
                        verbose_name="where the data come from",
                    ),
                ),
                (
                    "recipients",
                    wagtail.fields.RichTextField(verbose_name="who gets them"),
                ),
                ("retention", wagtail.fields.RichTextField(verbose_name="how long")),
                (
                    "rights",
                    wagtail.fields.RichTextField(
                        help_text="Access, correction, deletion, limits, objection. The complaint to the President of the Personal Data Protection Office is added by the site.",
                        verbose_name="your rights",
                    ),
                ),
                (
                    "voluntariness",
                    wagtail.fields.RichTextField(verbose_name="must you give them?"),
                ),
                (
                    "profiling",
                    models.CharField(
                        help_text="For example: We make no automatic decisions and no profiles.",
                        max_length=300,
                        verbose_name="automatic decisions",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "privacy notice",
                "verbose_name_plural": "privacy notices",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="SiteMapPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "site map",
                "verbose_name_plural": "site maps",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the heading. Search engines show them too where there is no description of its own.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="content"
                    ),
                ),
                (
                    "lists_children",
                    models.BooleanField(
                        default=True,
                        help_text="As cards, in the order of the tree.",
                        verbose_name="list the pages below this one",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top, in lists, and when somebody shares the page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "page of text",
                "verbose_name_plural": "pages of text",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Menu",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Only editors see it.",
                        max_length=60,
                        verbose_name="title",
                    ),
                ),
                (
                    "entries",
                    wagtail.fields.StreamField(
                        [("entry", 6)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Says where the link leads, also when it is read alone.",
                                    "label": "label",
                                    "max_length": 60,
                                },
                            ),
                            1: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"required": False},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        (
                                            "new_agreement",
                                            "draft a patronage class agreement",
                                        ),
                                        ("portal", "open the portal"),
                                        ("verify", "verify a document"),
                                        ("contact", "write to the office"),
                                        ("partners", "see the partners"),
                                        ("classes", "see the patronage classes"),
                                        (
                                            "courses",
                                            "see the Industry Skills Centers and their courses",
                                        ),
                                        ("events", "see the events"),
                                    ],
                                    "label": "or a place in the portal or on the site",
                                    "required": False,
                                },
                            ),
                            3: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "or another website", "required": False},
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("label", 0),
                                        ("page", 1),
                                        ("action", 2),
                                        ("url", 3),
                                    ]
                                ],
                                {},
                            ),
                            5: (
                                "wagtail.blocks.ListBlock",
                                (4,),
                                {
                                    "default": [],
                                    "label": "entries below",
                                    "max_num": 12,
                                    "min_num": 0,
                                },
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("label", 0),
                                        ("page", 1),
                                        ("action", 2),
                                        ("url", 3),
                                        ("children", 5),
                                    ]
                                ],
                                {},
                            ),
                        },
                        help_text="Up to nine, each with entries below it if need be.",
                        verbose_name="entries",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu",
                "verbose_name_plural": "menus",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("locale",),
                        name="cluster_home_one_menu_per_language",
                        violation_error_message="This language already has its menu.",
                    )
                ],
                "unique_together": {("translation_key", "locale")},
            },
            bases=(home.models.settings.FramePreviewMixin, models.Model),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "page"),
                            ("news", "news"),
                            ("event", "event"),
                            ("partner", "partner"),
                            ("center", "Industry Skills Center"),
                            ("course", "course"),
                            ("document", "document"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(max_length=255)),
                ("summary", models.TextField(blank=True)),
                ("title", models.TextField()),
                ("stems", models.TextField(blank=True)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtaildocs.document",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the search",
                "verbose_name_plural": "entries of the search",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("document", None)),
                        fields=("page",),
                        name="cluster_home_one_entry_per_page",
                    ),
                    models.UniqueConstraint(
                        fields=("page", "document"),
                        name="cluster_home_one_entry_per_document",
                    ),
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
