"""HTML to a tagged PDF/A-3a that is also PDF/UA-1, with its signature fields in place.

Everything that a later signature needs is made here, before the first one:
fields, their boxes, their place in the structure tree. Nothing that changes
pages is written afterwards.
"""

import logging
import threading
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree

import pydyf
import weasyprint
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from ..exceptions import SigningFailed

logging.getLogger("fontTools").setLevel(logging.ERROR)

PX_TO_PT = 0.75
MAX_HTML_CHARACTERS = 2_000_000

# Annotation flag "print"; PDF/A forbids "hidden" (ISO 19005-3, 6.3.2).
FLAG_PRINT = 4

PDFUA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
# PDF/A prescribes the prefixes too (ISO 19005-3, 6.6.2.3.3).
for _prefix, _namespace in (
    ("pdfuaid", PDFUA_NAMESPACE),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
):
    ElementTree.register_namespace(_prefix, _namespace)
PDFA_EXTENSION = """
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>PDF/UA part</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True)
class SignatureBox:
    """A place for a signature: the id of an element in the HTML, and its field.

    ``label`` is read out by assistive technology.
    """

    element_id: str
    field_name: str
    label: str


@dataclass(frozen=True)
class AttachedFile:
    """A machine-readable companion inside the PDF."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


@dataclass(frozen=True)
class RenderedPdf:
    content: bytes
    pages: int
    fields: list[str] = field(default_factory=list)


class BundledAssetsOnly(URLFetcher):
    """Refuses everything but ``data:`` and files that our packages ship.

    WeasyPrint's own fetcher embeds local files and follows redirects.
    """

    def __init__(self):
        super().__init__(allowed_protocols=["data", "file"], allow_redirects=False)

    def fetch(self, url, headers=None):
        if url.startswith("file:"):
            parts = urlsplit(url)
            path = Path(url2pathname(parts.path)).resolve()
            allowed = any(path.is_relative_to(root) for root in _asset_roots())
            if parts.netloc or not allowed:
                raise FatalURLFetchingError("A document may not name this file.")
            # What was checked is what is read: %2e, ? and # change an address.
            url = path.as_uri()
        elif not url.startswith("data:"):
            raise FatalURLFetchingError("A document may not load anything.")
        return super().fetch(url, headers)


@cache
def _asset_roots() -> tuple[Path, ...]:
    return tuple(
        Path(str(files(name))).resolve() / folder
        for name, folder in (
            ("font_source_serif_pro", "files"),
            ("font_source_sans_pro", "files"),
        )
    )


@cache
def get_font_path(family: str, style: str) -> Path:
    """Return the file of a bundled font, e.g. ``("SourceSansPro", "Regular")``."""
    package = {
        "SourceSansPro": "font_source_sans_pro",
        "SourceSerifPro": "font_source_serif_pro",
    }[family]
    return Path(str(files(package))) / "files" / f"{family}-{style}.otf"


def _font_faces() -> str:
    rules = []
    for family, name in (
        ("SourceSerifPro", "Cluster Serif"),
        ("SourceSansPro", "Cluster Sans"),
    ):
        for style, weight, slope in (
            ("Regular", 400, "normal"),
            ("It", 400, "italic"),
            ("Semibold", 600, "normal"),
            ("Bold", 700, "normal"),
        ):
            uri = get_font_path(family, style).as_uri()
            rules.append(
                f'@font-face {{ font-family: "{name}"; font-weight: {weight}; '
                f"font-style: {slope}; src: url({uri}); }}"
            )
    return "\n".join(rules)


# Fonts and style sheets are parsed once per thread: parsing again costs a third
# of a page. They are not shared, because Pango's font maps are not thread-safe.
_local = threading.local()


def _get_styles(css: str):
    if not hasattr(_local, "fonts"):
        _local.fonts = FontConfiguration()
        _local.sheets = {}
        _local.fetcher = BundledAssetsOnly()
    if css not in _local.sheets:
        if len(_local.sheets) > 20:
            _local.sheets.clear()
        _local.sheets[css] = weasyprint.CSS(
            string=_font_faces() + css,
            font_config=_local.fonts,
            url_fetcher=_local.fetcher,
        )
    return _local.sheets[css], _local.fonts, _local.fetcher


def render(
    html: str,
    *,
    css: str,
    boxes: tuple[SignatureBox, ...] = (),
    attachments: tuple[AttachedFile, ...] = (),
) -> RenderedPdf:
    """Return a PDF/A-3a and PDF/UA-1 document with one empty field per box.

    Raises ``SigningFailed`` when the document is too large, names a resource
    from outside, or a box is not in the layout.
    """
    if len(html) > MAX_HTML_CHARACTERS:
        raise SigningFailed("The document is too long to be rendered.")
    sheet, fonts, fetcher = _get_styles(css)
    finished: dict = {}

    def finish(document, pdf):
        finished["pages"] = len(document.pages)
        _merge_text_leaves(pdf)
        finished["fields"] = _add_fields(document, pdf, boxes)
        # Streams stay compressed, but objects do not go into one object stream:
        # readers parse its head again for each of thousands of objects, and the
        # validation of an agreement took half a minute.
        write = pdf.write
        pdf.write = lambda target, version, identifier, _compress: write(
            target, version, identifier, False
        )

    try:
        document = weasyprint.HTML(
            string=html, url_fetcher=fetcher, base_url="about:blank"
        ).render(
            stylesheets=[sheet],
            font_config=fonts,
            presentational_hints=False,
        )
        document.metadata.generate_rdf_metadata = _declare_pdfua(document.metadata)
        content = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            attachments=[
                weasyprint.Attachment(
                    string=file.content,
                    name=file.name,
                    description=file.description,
                    relationship=file.relationship,
                )
                for file in attachments
            ],
        )
    except FatalURLFetchingError as error:
        raise SigningFailed(str(error)) from error
    return RenderedPdf(content, finished["pages"], finished["fields"])


def _declare_pdfua(metadata):
    """Say in the XMP metadata that the file is PDF/UA-1 as well as PDF/A."""
    generate = metadata.generate_rdf_metadata

    def generate_both(variant, version, conformance):
        rdf = ElementTree.fromstring(  # noqa: S314 -- made by WeasyPrint just now
            generate(variant, version, conformance)
        )
        about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
        part = ElementTree.SubElement(
            rdf,
            "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description",
            {about: ""},
        )
        ElementTree.SubElement(part, f"{{{PDFUA_NAMESPACE}}}part").text = "1"
        rdf.append(ElementTree.fromstring(PDFA_EXTENSION))  # noqa: S314 -- our own
        return ElementTree.tostring(rdf, encoding="utf-8")

    return generate_both


def _add_fields(document, pdf, boxes) -> list[str]:
    """Create the signature fields where the layout put their boxes."""
    if not boxes:
        return []
    positions = {
        name: (number, rectangle)
        for number, page in enumerate(document.pages)
        for name, rectangle in page.anchors.items()
    }
    root = _get_object(pdf, pdf.catalog["StructTreeRoot"])
    parent_tree = _get_object(pdf, root["ParentTree"])
    structure = _get_object(pdf, root["K"][0])
    fields = pydyf.Array()
    next_key = max(parent_tree["Nums"][::2], default=-1) + 1
    for key, box in enumerate(boxes, start=next_key):
        try:
            page_number, (x1, y1, x2, y2) = positions[box.element_id]
        except KeyError as error:
            raise SigningFailed(f"No box {box.element_id} in the layout.") from error
        height = document.pages[page_number].height
        rectangle = [
            round(value * PX_TO_PT, 2) for value in (x1, height - y2, x2, height - y1)
        ]
        page_reference = pdf.page_references[page_number]
        empty = pydyf.Stream(
            [],
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array(
                    [
                        0,
                        0,
                        round(rectangle[2] - rectangle[0], 2),
                        round(rectangle[3] - rectangle[1], 2),
                    ]
                ),
                "Resources": pydyf.Dictionary({}),
            },
        )
        pdf.add_object(empty)
        widget = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "FT": "/Sig",
                "T": pydyf.String(box.field_name),
                "TU": pydyf.String(box.label),
                "Contents": pydyf.String(box.label),
                "F": FLAG_PRINT,
                "Rect": pydyf.Array(rectangle),
                "P": page_reference,
                "StructParent": key,
                "AP": pydyf.Dictionary({"N": empty.reference}),
            }
        )
        pdf.add_object(widget)
        fields.append(widget.reference)
        page = _get_object(pdf, page_reference)
        page.setdefault("Annots", pydyf.Array()).append(widget.reference)
        page["Tabs"] = "/S"
        anchor = pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": widget.reference, "Pg": page_reference}
        )
        pdf.add_object(anchor)
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Form",
                "Alt": pydyf.String(box.label),
                # Not in an array: pyHanko's diff analysis knows this form only.
                "K": anchor.reference,
                "Pg": page_reference,
                "P": structure.reference,
            }
        )
        pdf.add_object(element)
        structure["K"].append(element.reference)
        parent_tree["Nums"].append(key)
        parent_tree["Nums"].append(element.reference)
    # SignaturesExist and AppendOnly (ISO 32000-1, table 219).
    form = pydyf.Dictionary({"Fields": fields, "SigFlags": 3})
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference
    return [box.field_name for box in boxes]


def _merge_text_leaves(pdf) -> None:
    """Hang marked content directly on its paragraph, not on a leaf per line.

    WeasyPrint makes one structure element for each line of text. Without them
    the tree says the same with half the objects, and validators, which walk it
    once per revision, take half the time.
    """
    root = _get_object(pdf, pdf.catalog["StructTreeRoot"])
    moved = {}

    def is_leaf(element) -> bool:
        kids = element.get("K")
        return (
            element.get("S") in ("/NonStruct", "/Span")
            and isinstance(kids, list)
            and all(isinstance(kid, int) for kid in kids)
            and not {"Alt", "A", "ID"} & element.keys()
        )

    def walk(element) -> None:
        kids = []
        for kid in element.get("K", []):
            if not isinstance(kid, bytes):
                kids.append(kid)
                continue
            child = _get_object(pdf, kid)
            if not isinstance(child, dict) or "S" not in child:
                kids.append(kid)
            elif (
                is_leaf(child)
                and child.get("Pg") == element.get("Pg")
                and child.get("Lang") in (None, element.get("Lang"))
            ):
                kids.extend(child["K"])
                moved[bytes(kid)] = element.reference
                child.free = "f"
            else:
                walk(child)
                kids.append(kid)
        if isinstance(element.get("K"), list):
            element["K"] = pydyf.Array(kids)

    walk(_get_object(pdf, root["K"][0]))
    numbers = _get_object(pdf, root["ParentTree"])["Nums"]
    for position in range(1, len(numbers), 2):
        if isinstance(numbers[position], list):
            numbers[position] = pydyf.Array(
                moved.get(bytes(reference), reference)
                for reference in numbers[position]
            )


def _get_object(pdf, reference):
    if isinstance(reference, bytes):
        return pdf.objects[int(reference.split()[0])]
    return reference


_build_box_tree = tags._build_box_tree


def _build_box_tree_with_language(
    box, parent, pdf, page_number, nums, annotations, kids
):
    """Give each structure element the language of its text (PDF/UA 7.2).

    WeasyPrint 70 knows the language of every box and does not write it. This
    wraps a private function: tests/workflows/test_pdf_render.py notices when a
    new release changes it.
    """
    language = getattr(box, "_box", box).style["lang"]
    for element in _build_box_tree(
        box, parent, pdf, page_number, nums, annotations, kids
    ):
        if language and "Lang" not in element:
            element["Lang"] = pydyf.String(language)
        yield element


tags._build_box_tree = _build_box_tree_with_language


def preload() -> None:
    """Do once what the first document would wait for: fonts and style sheets."""
    _get_styles("")
