"""Makes the documents of the demo: PDF/UA files, each in both languages."""

from django.core.files.base import ContentFile
from django.utils.html import escape
from wagtail.documents import get_document_model

from workflows.pdf.render import render

from .papers import PAPERS, Paper
from .writing import LANGUAGES, pick

MARK = (
    "Dokument pokazowy – nie jest obowiązującym dokumentem klastra",
    "Demonstration – not a document of the cluster in force",
)
AUTHOR = ("Strefowy Klaster Edukacyjny", "Education cluster, Kamienna Góra")
PAGE = ("Strona", "Page")

CSS = """
@page {
  size: A4;
  margin: 22mm 22mm 24mm;
  @top-center { content: element(mark); width: 100% }
  @bottom-center { content: element(foot); width: 100% }
}
html {
  color: #16232b; font-family: "Cluster Serif", serif; font-size: 10.5pt;
  line-height: 1.4;
}
body { margin: 0 }
h1, h2, .mark, .foot { font-family: "Cluster Sans", sans-serif; color: #14513f }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 3mm }
h2 { font-size: 12.5pt; margin: 6mm 0 1.5mm; break-after: avoid }
.summary { font-size: 12pt; margin: 0 0 4mm; padding-bottom: 3mm;
  border-bottom: 1.4pt solid #c2491a }
ol, ul { margin: 0; padding-left: 6mm }
li { margin-bottom: 1.2mm; break-inside: avoid }
.mark { position: running(mark); color: #5a2a6e; font-size: 8.5pt; text-align: center }
.foot { position: running(foot); color: #4a5651; font-size: 8.5pt; text-align: center }
.count::after { content: counter(page) }
"""


def create_demo_documents(words: dict[str, str]) -> dict:
    """Return documents by key and language (``work_plan_pl``); make those missing.

    ``words`` are filled into the texts, for example the school year.
    """
    model = get_document_model()
    documents = {}
    for paper in PAPERS:
        for number, language in enumerate(LANGUAGES):
            title = fill(pick(paper.title, number), words)
            document = model.objects.filter(title=title).first()
            if document is None:
                document = model(title=title)
                document.file.save(
                    f"{paper.name[number]}.pdf",
                    ContentFile(render_paper(paper, number, words)),
                    save=False,
                )
                document.save()
            documents[f"{paper.key}_{language}"] = document
    return documents


def fill(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def render_paper(paper: Paper, number: int, words: dict[str, str]) -> bytes:
    texts = {
        "title": escape(fill(pick(paper.title, number), words)),
        "summary": escape(fill(pick(paper.summary, number), words)),
        "author": AUTHOR[number],
        "mark": MARK[number],
        "page": PAGE[number],
        "language": LANGUAGES[number],
        "body": fill(pick(paper.body, number), words),
    }
    return render(HTML.format(**texts), css=CSS).content


HTML = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="{summary}">
<meta name="author" content="{author}">
</head>
<body>
<p class="mark">{mark}</p>
<p class="foot">{author} · {page} <span class="count"></span></p>
<h1>{title}</h1>
<p class="summary">{summary}</p>
{body}
</body>
</html>
"""
