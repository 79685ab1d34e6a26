"""What an editor builds a page of. Few blocks, each with a preview.

text    paragraphs, quotations, steps, questions and answers, tables
media   pictures, documents, films and maps behind a click
people  whom to ask, and what to do next
data    numbers that an editor types
live    numbers, partners, courses and events as the database has them
"""

from wagtail import blocks

from .data import ChartBlock
from .live import CoursesBlock, EventsBlock, NumbersBlock, PartnersBlock
from .media import DocumentsBlock, EmbedBlock, PictureBlock
from .people import CallToActionBlock, PeopleBlock
from .text import AccordionBlock, QuoteBlock, StepsBlock, TableBlock, TextBlock

__all__ = ["BodyBlock"]


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    picture = PictureBlock()
    documents = DocumentsBlock()
    embed = EmbedBlock()
    people = PeopleBlock()
    call_to_action = CallToActionBlock()
    numbers = NumbersBlock()
    partners = PartnersBlock()
    courses = CoursesBlock()
    events = EventsBlock()
    chart = ChartBlock()

    class Meta:
        template = "home/blocks/body.html"
