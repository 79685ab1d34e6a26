import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_home", "0003_pages"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="PatronageCataloguePage",
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
                        [
                            ("text", 0),
                            ("quote", 4),
                            ("steps", 10),
                            ("accordion", 15),
                            ("table", 20),
                            ("picture", 24),
                            ("documents", 29),
                            ("embed", 33),
                            ("people", 41),
                            ("call_to_action", 49),
                            ("numbers", 50),
                            ("partners", 53),
                            ("courses", 55),
                            ("events", 58),
                            ("chart", 67),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.RichTextBlock", (), {}),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "words", "max_length": 600},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "A function rather than a name: head of a school, employer.",
                                    "label": "who says it",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            3: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "where it was said", "required": False},
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 1), ("author", 2), ("source", 3)]],
                                {},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "heading",
                                    "max_length": 90,
                                    "required": False,
                                },
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "title", "max_length": 90},
                            ),
                            7: (
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
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 6), ("text", 7)]],
                                {},
                            ),
                            9: (
                                "wagtail.blocks.ListBlock",
                                (8,),
                                {"label": "steps", "max_num": 10, "min_num": 2},
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("steps", 9)]],
                                {},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "question or title", "max_length": 150},
                            ),
                            12: (
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
                                },
                            ),
                            13: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 11), ("text", 12)]],
                                {},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (13,),
                                {"label": "entries", "min_num": 1},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("entries", 14)]],
                                {},
                            ),
                            16: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "default": True,
                                    "label": "the first column names the row",
                                    "required": False,
                                },
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "text", "required": False},
                            ),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "number", "required": False},
                            ),
                            19: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 17), ("number", 18)]],
                                {
                                    "help_text": "Give every column a heading and the table a caption: people who do not see the table hear them.",
                                    "label": "table",
                                },
                            ),
                            20: (
                                "wagtail.blocks.StructBlock",
                                [[("has_row_headings", 16), ("table", 19)]],
                                {},
                            ),
                            21: (
                                "wagtail.images.blocks.ImageBlock",
                                [],
                                {"label": "picture"},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "caption",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "who made it",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            24: (
                                "wagtail.blocks.StructBlock",
                                [[("picture", 21), ("caption", 22), ("credit", 23)]],
                                {},
                            ),
                            25: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "document"},
                            ),
                            26: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Empty: the title that the document has.",
                                    "label": "title",
                                    "max_length": 150,
                                    "required": False,
                                },
                            ),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 25), ("title", 26)]],
                                {},
                            ),
                            28: (
                                "wagtail.blocks.ListBlock",
                                (27,),
                                {"label": "documents", "min_num": 1},
                            ),
                            29: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("documents", 28)]],
                                {},
                            ),
                            30: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What there is to see.",
                                    "label": "title",
                                    "max_length": 150,
                                },
                            ),
                            31: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "Of a film on YouTube or Vimeo, or of the frame that OpenStreetMap offers under “Share”. It loads only after a click.",
                                    "label": "address",
                                },
                            ),
                            32: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "What is said and shown, for those who do not hear or see it.",
                                    "label": "the same in text",
                                    "max_length": 3000,
                                    "required": False,
                                },
                            ),
                            33: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 30), ("url", 31), ("text", 32)]],
                                {},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Functions last longer than names.",
                                    "label": "function",
                                    "max_length": 120,
                                },
                            ),
                            35: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "name", "max_length": 120, "required": False},
                            ),
                            36: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "responsible for",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            37: (
                                "wagtail.blocks.EmailBlock",
                                (),
                                {"label": "e-mail", "required": False},
                            ),
                            38: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "With the country code and without spaces: +48757000000",
                                    "label": "phone",
                                    "max_length": 16,
                                    "required": False,
                                    "validators": [
                                        django.core.validators.RegexValidator(
                                            "^\\+[1-9]\\d{6,14}$",
                                            "Write the number with its country code: +48 …",
                                        )
                                    ],
                                },
                            ),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("function", 34),
                                        ("name", 35),
                                        ("matters", 36),
                                        ("email", 37),
                                        ("phone", 38),
                                    ]
                                ],
                                {},
                            ),
                            40: (
                                "wagtail.blocks.ListBlock",
                                (39,),
                                {"label": "people", "min_num": 1},
                            ),
                            41: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("people", 40)]],
                                {},
                            ),
                            42: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "heading", "max_length": 90},
                            ),
                            43: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "text", "max_length": 400, "required": False},
                            ),
                            44: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Says where the link leads, also when it is read alone.",
                                    "label": "label",
                                    "max_length": 60,
                                },
                            ),
                            45: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"required": False},
                            ),
                            46: (
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
                            47: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "or another website", "required": False},
                            ),
                            48: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("label", 44),
                                        ("page", 45),
                                        ("action", 46),
                                        ("url", 47),
                                    ]
                                ],
                                {"label": "button"},
                            ),
                            49: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 42), ("text", 43), ("link", 48)]],
                                {},
                            ),
                            50: ("wagtail.blocks.StructBlock", [[("title", 5)]], {}),
                            51: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("school_complex", "school complex"),
                                        ("school", "school"),
                                        ("founding_body", "founding body"),
                                        ("employer", "employer"),
                                        ("institution", "institution"),
                                        ("leader", "cluster leader"),
                                    ],
                                    "label": "only of this kind",
                                    "required": False,
                                },
                            ),
                            52: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 12,
                                    "label": "at most",
                                    "max_value": 48,
                                    "min_value": 1,
                                },
                            ),
                            53: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("kind", 51), ("limit", 52)]],
                                {},
                            ),
                            54: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 6,
                                    "label": "at most",
                                    "max_value": 24,
                                    "min_value": 1,
                                },
                            ),
                            55: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("limit", 54)]],
                                {},
                            ),
                            56: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("study_visit", "study visit"),
                                        ("open_day", "open day"),
                                        ("conference", "industry conference"),
                                        ("job_fair", "job fair"),
                                        ("education_fair", "education fair"),
                                        ("workshop", "workshop"),
                                        ("meeting", "meeting"),
                                    ],
                                    "label": "only of this kind",
                                    "required": False,
                                },
                            ),
                            57: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 4,
                                    "label": "at most",
                                    "max_value": 24,
                                    "min_value": 1,
                                },
                            ),
                            58: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 5), ("kind", 56), ("limit", 57)]],
                                {},
                            ),
                            59: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What is counted, where, when.",
                                    "label": "title",
                                    "max_length": 150,
                                },
                            ),
                            60: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "what the rows are", "max_length": 60},
                            ),
                            61: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "what the values are", "max_length": 60},
                            ),
                            62: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "label", "max_length": 90},
                            ),
                            63: (
                                "wagtail.blocks.DecimalBlock",
                                (),
                                {"label": "value", "min_value": 0},
                            ),
                            64: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 62), ("value", 63)]],
                                {},
                            ),
                            65: (
                                "wagtail.blocks.ListBlock",
                                (64,),
                                {"label": "rows", "max_num": 20, "min_num": 2},
                            ),
                            66: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "source",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            67: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 59),
                                        ("label_heading", 60),
                                        ("value_heading", 61),
                                        ("rows", 65),
                                        ("source", 66),
                                    ]
                                ],
                                {},
                            ),
                        },
                        help_text="Below the list: how a class comes about, whom to ask.",
                        verbose_name="content",
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
                "verbose_name": "catalogue of patronage classes",
                "verbose_name_plural": "catalogues of patronage classes",
            },
            bases=("wagtailcore.page",),
        ),
    ]
