"""What is read: text, quotations, steps, folded questions, tables."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from .samples import WithSample

GROUP = _("Text")

SHORT_TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]
TEXT_FEATURES = ["h2", "h3", "hr", *SHORT_TEXT_FEATURES]


class TextBlock(WithSample, blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("text")
        group = GROUP
        template = "home/blocks/text.html"
        description = _("Paragraphs with headings, lists and links.")

    def deconstruct(self):
        # Migrations keep the shape of the data, not our choice of buttons.
        return "wagtail.blocks.RichTextBlock", [], {}

    def get_sample(self):
        return "<h2>{}</h2><p>{}</p><ul><li>{}</li><li>{}</li></ul>".format(
            gettext("From school to the company"),
            gettext("In a patronage class, school and employer teach together:"),
            gettext("practical classes in the company"),
            gettext("modern equipment in the workshop"),
        )


class QuoteBlock(WithSample, blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"), max_length=600)
    author = blocks.CharBlock(
        label=_("who says it"),
        required=False,
        max_length=120,
        help_text=_("A function rather than a name: head of a school, employer."),
    )
    source = blocks.URLBlock(label=_("where it was said"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        group = GROUP
        template = "home/blocks/quote.html"
        description = _("Words of somebody else, set apart from our own.")

    def get_sample(self):
        return {
            "text": gettext(
                "The first graduates stayed with us. Now they train others."
            ),
            "author": gettext("Head of production at an employer of the cluster"),
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=90)
    text = blocks.RichTextBlock(
        label=_("text"), features=SHORT_TEXT_FEATURES, required=False
    )

    class Meta:
        icon = "list-ol"
        label = _("step")


class StepsBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=10)

    class Meta:
        icon = "list-ol"
        label = _("steps")
        group = GROUP
        template = "home/blocks/steps.html"
        description = _("What to do, in order. The numbers come by themselves.")

    def get_sample(self):
        steps = [
            (gettext("Write to the office"), gettext("Say what you need.")),
            (gettext("Meet the school"), gettext("We arrange the meeting.")),
            (
                gettext("Sign the agreement"),
                gettext("In the portal, without printing it."),
            ),
        ]
        return {
            "title": gettext("How to start"),
            "steps": [
                {"title": title, "text": f"<p>{text}</p>"} for title, text in steps
            ],
        }


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("question or title"), max_length=150)
    text = blocks.RichTextBlock(label=_("text"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("entry")


class AccordionBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    entries = blocks.ListBlock(AccordionItemBlock(), label=_("entries"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("questions and answers")
        group = GROUP
        template = "home/blocks/accordion.html"
        description = _("Entries that open one by one, e.g. frequent questions.")

    def get_sample(self):
        entries = [
            (
                gettext("Does a patronage class cost anything?"),
                gettext("Not for students."),
            ),
            (
                gettext("Who can join the cluster?"),
                gettext("Schools, employers, others."),
            ),
        ]
        return {
            "title": gettext("Frequent questions"),
            "entries": [
                {"title": title, "text": f"<p>{text}</p>"} for title, text in entries
            ],
        }


class TableCellsBlock(TypedTableBlock):
    """Cells that a translator gets: wagtail-localize knows no typed tables."""

    text = blocks.CharBlock(label=_("text"), required=False)
    number = blocks.CharBlock(label=_("number"), required=False)

    def get_translatable_segments(self, table):
        segments = [
            StringSegmentValue("caption", table.caption or ""),
            *(
                StringSegmentValue(f"columns.{number}", column["heading"] or "")
                for number, column in enumerate(table.columns)
            ),
        ]
        for row_number, row in enumerate(table.row_data):
            cells = zip(table.columns, row["values"], strict=True)
            for number, (column, value) in enumerate(cells):
                # Numbers are the same in every language.
                if column["block"].name == "text":
                    path = f"rows.{row_number}.{number}"
                    segments.append(StringSegmentValue(path, value or ""))
        return segments

    def restore_translated_segments(self, table, segments):
        texts = {segment.path: segment.render_text() for segment in segments}
        return TypedTable(
            columns=[
                {**column, "heading": texts.get(f"columns.{number}", column["heading"])}
                for number, column in enumerate(table.columns)
            ],
            row_data=[
                {
                    "values": [
                        texts.get(f"rows.{row_number}.{number}", value)
                        for number, value in enumerate(row["values"])
                    ]
                }
                for row_number, row in enumerate(table.row_data)
            ],
            caption=texts.get("caption", table.caption),
        )


class TableBlock(WithSample, blocks.StructBlock):
    has_row_headings = blocks.BooleanBlock(
        label=_("the first column names the row"), required=False, default=True
    )
    table = TableCellsBlock(
        label=_("table"),
        help_text=_(
            "Give every column a heading and the table a caption: people who do not "
            "see the table hear them."
        ),
    )

    class Meta:
        icon = "table"
        label = _("table")
        group = GROUP
        template = "home/blocks/table.html"
        description = _("Facts that are compared. On the phone, rows become cards.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        table = value["table"]
        context["rows"] = [
            [
                {
                    "text": cell,
                    "heading": column["heading"],
                    "is_number": column["block"].name == "number",
                    "is_heading": value["has_row_headings"] and not number,
                }
                for number, (column, cell) in enumerate(
                    zip(table.columns, row["values"], strict=True)
                )
            ]
            for row in table.row_data
        ]
        return context

    def get_sample(self):
        return {
            "has_row_headings": True,
            "table": {
                "caption": gettext("Patronage classes by school year"),
                "columns": [
                    {"type": "text", "heading": gettext("School year")},
                    {"type": "number", "heading": gettext("Classes")},
                ],
                "rows": [
                    {"values": ["2026/2027", "4"]},
                    {"values": ["2027/2028", "6"]},
                ],
            },
        }
