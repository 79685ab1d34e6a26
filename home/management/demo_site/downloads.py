"""Pages of documents: regulations and work plan, and everything to download."""

from home.models import DocumentsPage

from .writing import DemoPage, block, items


def section(title, words, *entries) -> dict:
    """``entries``: key of the document, title, what it is for, language."""
    return block(
        "section",
        {
            "title": title,
            "text": words,
            "documents": items(
                {
                    "document": f"@doc:{key}",
                    "title": label,
                    "text": purpose,
                    "language": language,
                    "date": None,
                }
                for key, label, purpose, language in entries
            ),
        },
    )


REGULATIONS_SECTION = section(
    ("Regulamin", "Regulations"),
    (
        "Kto może być partnerem, jak pracuje Rada Programowa i co robi lider. Wyciąg "
        "w wersji pokazowej; wiąże wersja polska.",
        "Who can be a partner, how the Programme Council works and what the leader "
        "does. An extract for demonstration; the Polish version prevails.",
    ),
    (
        "regulations_pl",
        ("Regulamin klastra – wyciąg", "Regulations of the cluster – extract"),
        (
            "Najważniejsze postanowienia na dwóch stronach.",
            "The main provisions on two pages.",
        ),
        "pl",
    ),
    (
        "regulations_en",
        (
            "Regulamin klastra – wyciąg, tłumaczenie",
            "Regulations of the cluster – extract, translation",
        ),
        (
            "Tłumaczenie na język angielski.",
            "Translation into English.",
        ),
        "en",
    ),
)

PLAN_SECTION = section(
    ("Plan pracy", "Work plan"),
    (
        "Plan przyjmuje Rada Programowa na cały rok szkolny. Sprawozdanie biuro "
        "przedstawia po jego zakończeniu.",
        "The Programme Council adopts the plan for a school year. The office reports "
        "on it when the year is over.",
    ),
    (
        "work_plan_pl",
        (
            "Plan pracy na rok szkolny {school_year}",
            "Work plan for the school year {school_year}",
        ),
        (
            "Zadania, terminy i osoby odpowiedzialne.",
            "Tasks, dates and who is responsible.",
        ),
        "pl",
    ),
    (
        "work_plan_en",
        (
            "Plan pracy na rok szkolny {school_year}, tłumaczenie",
            "Work plan for the school year {school_year}, translation",
        ),
        (
            "Tłumaczenie na język angielski.",
            "Translation into English.",
        ),
        "en",
    ),
)

CHECKLIST_SECTION = section(
    ("Wzory i listy kontrolne", "Templates and checklists"),
    (
        "Materiały, które skracają pracę nad umową. Samą umowę przygotujesz w portalu.",
        "Material that shortens the work on an agreement. The agreement itself is "
        "drafted in the portal.",
    ),
    (
        "checklist_pl",
        (
            "Przed podpisaniem umowy patronackiej – lista kontrolna",
            "Before signing a patronage class agreement – checklist",
        ),
        (
            "Dwadzieścia pytań do szkoły, pracodawcy i organu prowadzącego.",
            "Twenty questions for the school, the employer and the founding body.",
        ),
        "pl",
    ),
    (
        "checklist_en",
        (
            "Przed podpisaniem umowy patronackiej – lista, tłumaczenie",
            "Before signing a patronage class agreement – translation",
        ),
        (
            "Tłumaczenie na język angielski.",
            "Translation into English.",
        ),
        "en",
    ),
)

REGULATIONS = DemoPage(
    key="regulations",
    parent="about",
    model=DocumentsPage,
    slug=("regulamin-i-plan-pracy", "regulations-and-work-plan"),
    title=("Regulamin i plan pracy", "Regulations and work plan"),
    intro=(
        "Dwa dokumenty, na których opiera się praca klastra. Pliki PDF są dostępne dla "
        "czytników ekranu.",
        "The two documents on which the work of the cluster rests. The PDF files are "
        "accessible to screen readers.",
    ),
    picture="document",
    fields={"sections": [REGULATIONS_SECTION, PLAN_SECTION]},
)

DOCUMENTS = DemoPage(
    key="documents",
    model=DocumentsPage,
    slug=("dokumenty", "documents"),
    title=("Dokumenty do pobrania", "Documents"),
    intro=(
        "Regulamin, plan pracy, wzory i listy kontrolne – z rodzajem pliku, rozmiarem, "
        "datą i językiem.",
        "Regulations, work plan, templates and checklists – with type, size, date and "
        "language of each file.",
    ),
    picture="document",
    fields={"sections": [CHECKLIST_SECTION, REGULATIONS_SECTION, PLAN_SECTION]},
)
