"""What a document may load, how it is tagged, and that it stays conformant."""

import base64
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from workflows.exceptions import SigningFailed
from workflows.pdf import render
from workflows.pdf.sign import ARCHIVE_FIELD, SEAL_FIELD

from .pdf_helpers import CSS, get_samples, make_html, render_blank

SECRET = "TOP-SECRET-4711"
OUTLOUD = Path(__file__).parents[2] / ".venv" / "bin" / "outloud"


@pytest.fixture
def web():
    """A server on loopback that notes each request and redirects it to a file."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = asked
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret(tmp_path) -> Path:
    path = tmp_path / "secret.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{SECRET}</svg>'
    )
    return path


def read_text(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def list_all_data(pdf: bytes, folder: Path) -> bytes:
    """Return every object of a file, streams decompressed."""
    path = folder / "all.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["qpdf", "--qdf", "--decode-level=all", path, "-"],
        capture_output=True,
        check=True,
    ).stdout


def get_fields(pdf: bytes) -> list:
    return [
        reference.get_object()
        for reference in PdfFileReader(BytesIO(pdf)).root["/AcroForm"]["/Fields"]
    ]


ATTEMPTS = {
    "image": '<img src="{url}" alt="">',
    "image set": '<img srcset="{url} 1x" src="{url}" alt="">',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import "{url}";</style>',
    "import url": "<style>@import url({url});</style>",
    "background": "<p style=\"background-image: url('{url}')\">x</p>",
    "list marker": "<ul style=\"list-style-image: url('{url}')\"><li>x</li></ul>",
    "generated content": '<style>p::before {{ content: url("{url}") }}</style>',
    "font": (
        '<style>@font-face {{ font-family: X; src: url("{url}") }} '
        "p {{ font-family: X }}</style>"
    ),
    "attachment of a link": '<a rel="attachment" href="{url}">x</a>',
    "attachment of the document": '<link rel="attachment" href="{url}">',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "base": '<base href="{url}"><img src="x.png" alt="">',
}


@pytest.mark.parametrize("markup", ATTEMPTS.values(), ids=ATTEMPTS)
def test_document_that_names_a_web_address_is_refused_without_a_request(web, markup):
    html = make_html(body=markup.format(url=f"{web.url}/a"))

    with pytest.raises(SigningFailed):
        render.render(html, css=CSS)

    assert web.asked == []


@pytest.mark.parametrize("markup", ATTEMPTS.values(), ids=ATTEMPTS)
def test_document_that_names_a_local_file_is_refused(secret, markup):
    html = make_html(body=markup.format(url=secret.as_uri()))

    with pytest.raises(SigningFailed):
        render.render(html, css=CSS)


@pytest.mark.parametrize(
    "write",
    [
        lambda fonts, path: f"FILE://{path}",
        lambda fonts, path: f"file:{path}",
        lambda fonts, path: f"file://localhost{path}",
        lambda fonts, path: f"file://{fonts}/../../../../../../../../..{path}",
        lambda fonts, path: f"file://{fonts}" + "/%2e%2e" * 20 + str(path),
        lambda fonts, path: f"file://{fonts}" + "/..%2f.." * 20 + str(path),
        lambda fonts, path: f"file://{path}?" + "/.." * 20 + f"{fonts}/x",
        lambda fonts, path: f"file://{path}#" + "/.." * 20 + f"{fonts}/x",
        lambda fonts, path: f"ftp://127.0.0.1{path}",
    ],
    ids=[
        "capitals",
        "no slashes",
        "host",
        "dots",
        "encoded dots",
        "encoded slashes",
        "query",
        "fragment",
        "ftp",
    ],
)
def test_disguised_address_of_a_local_file_is_refused(secret, write):
    fonts = render.get_font_path("SourceSansPro", "Regular").parent
    url = write(fonts, secret)

    with pytest.raises(SigningFailed):
        render.render(
            make_html(body=f'<a rel="attachment" href="{url}">x</a>'), css=CSS
        )


def test_link_to_a_font_outside_its_folder_is_refused(secret, monkeypatch, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "inside.svg").symlink_to(secret)
    monkeypatch.setattr(render, "_asset_roots", lambda: (folder,))
    html = make_html(body=f'<img alt="" src="{(folder / "inside.svg").as_uri()}">')

    with pytest.raises(SigningFailed):
        render.render(html, css=CSS)


@pytest.mark.parametrize("element", ["image", "use"])
def test_svg_loads_nothing_from_outside(web, secret, tmp_path, element):
    addresses = [f"{web.url}/svg", secret.as_uri()]
    inside = "".join(
        f'<{element} href="{url}" xlink:href="{url}" width="9" height="9"/>'
        for url in addresses
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    )
    encoded = base64.b64encode(svg.encode()).decode()
    html = make_html(
        body=f'{svg}<img alt="" src="data:image/svg+xml;base64,{encoded}">'
    )

    try:
        content = render.render(html, css=CSS).content
    except SigningFailed:
        content = b""

    assert web.asked == []
    assert not content or SECRET.encode() not in list_all_data(content, tmp_path)


def test_svg_with_external_entity_discloses_nothing(web, secret):
    svg = (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM '
        f'"{web.url}/y">]><svg xmlns="http://www.w3.org/2000/svg" width="200" '
        'height="20"><text y="15">&x;&y;</text></svg>'
    )
    encoded = base64.b64encode(svg.encode()).decode()

    content = render.render(
        make_html(body=f'<img alt="" src="data:image/svg+xml;base64,{encoded}">'),
        css=CSS,
    ).content

    assert web.asked == []
    assert SECRET not in read_text(content)


def test_redirect_is_not_followed(web):
    fetcher = render.BundledAssetsOnly()
    fetcher._allowed_protocols = None

    with pytest.raises(OSError, match="302"):
        super(render.BundledAssetsOnly, fetcher).fetch(f"{web.url}/a")

    assert web.asked == ["/a"]


def test_data_image_is_drawn(tmp_path):
    pixel = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )

    content = render.render(
        make_html(body=f'<img alt="Punkt" src="data:image/png;base64,{pixel}">'),
        css=CSS,
    ).content

    assert b"/Subtype /Image" in list_all_data(content, tmp_path)


def test_attached_file_is_inside_with_its_relationship():
    attachment = render.AttachedFile("dane.json", b'{"a": 1}', "Dane")

    content = render.render(make_html(), css=CSS, attachments=(attachment,)).content

    root = PdfFileReader(BytesIO(content)).root
    specification = root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    assert root["/AF"][0] == specification
    assert specification["/UF"] == "dane.json"
    assert specification["/AFRelationship"] == "/Data"
    assert specification["/EF"]["/F"].data == b'{"a": 1}'


def test_same_input_gives_the_same_text_twice():
    body = "<p>Zażółć gęślą jaźń, ĄĆĘŁŃÓŚŹŻ, Příliš žluťoučký kůň, Straße.</p>" * 20

    first, second = render_blank("a", body=body), render_blank("a", body=body)

    text = read_text(first)
    assert text == read_text(second)
    assert "Příliš žluťoučký kůň, Straße" in text
    assert "Zażółć gęślą jaźń" in text


def test_box_that_is_not_in_the_layout_is_refused():
    box = render.SignatureBox("elsewhere", "elsewhere", "Podpis")

    with pytest.raises(SigningFailed, match="elsewhere"):
        render.render(make_html("here"), css=CSS, boxes=(box,))


def test_hidden_box_is_refused():
    box = render.SignatureBox("here", "here", "Podpis")

    with pytest.raises(SigningFailed, match="here"):
        render.render(
            make_html("here"), css=CSS + "#here { display: none }", boxes=(box,)
        )


def test_too_long_document_is_refused():
    with pytest.raises(SigningFailed, match="too long"):
        render.render("x" * (render.MAX_HTML_CHARACTERS + 1), css=CSS)


def test_signature_fields_are_readable_printed_and_in_the_structure_tree():
    names = ["signer-1", "signer-2", SEAL_FIELD, ARCHIVE_FIELD]

    pdf = render_blank(*names)

    reader = PdfFileReader(BytesIO(pdf))
    tree = reader.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {tree[n]: tree.raw_get(n + 1) for n in range(0, len(tree), 2)}
    fields = get_fields(pdf)
    assert [field["/T"] for field in fields] == names
    for field, name in zip(fields, names, strict=True):
        element = parents[field["/StructParent"]].get_object()
        assert field["/FT"] == "/Sig"
        assert field["/TU"] == f"Podpis: {name}"
        assert field["/F"] == render.FLAG_PRINT
        assert "/V" not in field
        assert element["/S"] == "/Form"
        assert element["/Alt"] == f"Podpis: {name}"
        assert element["/K"]["/Type"] == "/OBJR"
        assert element["/K"]["/Obj"] == field
        assert field["/P"]["/Tabs"] == "/S"
        x1, y1, x2, y2 = field["/Rect"]
        assert (round(x2 - x1), round(y2 - y1)) == (198, 57)
    assert len(set(parents)) == len(parents)


def test_no_field_name_is_a_prefix_of_another():
    pdf = render_blank("signer-1", "signer-2", SEAL_FIELD, ARCHIVE_FIELD)

    names = [str(field["/T"]) for field in get_fields(pdf)]
    assert not [
        (a, b) for a in names for b in names if a != b and b.startswith(f"{a}.")
    ]
    assert not any("." in name for name in names)


def test_foreign_text_carries_its_language():
    body = '<p lang="de">Ein <em>deutscher</em> Satz.</p><p lang="cs">Česká věta.</p>'

    reader = PdfFileReader(BytesIO(render_blank("a", body=body)))

    languages = set()

    def walk(element):
        if "/Lang" in element:
            languages.add(str(element["/Lang"]))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid := getattr(kid, "get_object", lambda k=kid: k)(), "items"):
                walk(kid)

    walk(reader.root["/StructTreeRoot"])
    assert languages == {"pl", "en", "de", "cs"}
    assert reader.root["/Lang"] == "pl"


def test_metadata_declares_pdfa_and_pdfua_in_one_rdf_element():
    reader = PdfFileReader(BytesIO(render_blank("a")))

    xmp = reader.root["/Metadata"].data.decode()

    assert xmp.count("<rdf:RDF") == 1
    assert 'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"' in xmp
    assert "ns0:" not in xmp and not re.search(r"\bns\d+:", xmp)
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert xmp.count("pdfuaid:part") == 2
    assert "Umowa próbna" in xmp


def test_renderings_in_one_process_do_not_share_metadata():
    first = render.render(make_html(title="Pierwsza"), css=CSS).content
    second = render.render(make_html(title="Druga"), css=CSS).content

    xmp = PdfFileReader(BytesIO(second)).root["/Metadata"].data.decode()

    assert "Pierwsza" not in xmp
    assert xmp.count("pdfuaid:part") == 2
    assert first != second


def test_conformance_holds_before_and_after_every_signature(
    authority_directory, tmp_path
):
    samples = get_samples(authority_directory)
    paths = []
    for name, content in vars(samples).items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(content)

    judged = subprocess.run(
        [OUTLOUD, "--fail-on", "error", "--quiet", *paths],
        capture_output=True,
        text=True,
    )

    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert judged.stdout.count("PASS") == len(paths) == 5
    for path in paths:
        checked = subprocess.run(
            ["qpdf", "--check", path], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert checked.stderr == ""
