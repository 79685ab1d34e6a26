"""An idea in a real Chromium: each role does its own clicks."""

import re

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task

from tests.screens import PHONE, Person, get_overflow, list_violations
from workflows.actions import schedule
from workflows.enums import Outcome
from workflows.management import demo_ideas
from workflows.management.demo import get_user
from workflows.models import Idea, Revision
from workflows.services import ideas_scoring

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]


class Member(Person):
    """Somebody in the portal."""

    def __init__(self, browser, url, box, **options):
        super().__init__(browser, url, get_user(box), **options)
        self.url = f"{url}/pl/portal"

    def go(self, path="/"):
        answer = self.page.goto(f"{self.url}{path}")
        assert get_overflow(self.page) == 0
        return answer

    def open_task(self):
        self.go()
        self.page.locator("main .card__title a").first.click()
        self.page.wait_for_url(re.compile(r"/portal/tasks/\d+/\d+/$"))

    def decide(self, outcome=None, reason=""):
        if outcome:
            self.page.check(f"input[name=outcome][value={outcome}]")
        if reason:
            self.page.fill("#id_reason", reason)
        self.page.locator("form:has([name=outcome]) button[type=submit]").click()

    def confirm_done(self):
        self.page.wait_for_url(re.compile(r"/portal/ideas/\d+/\?done=1$"))

    def save(self, step):
        self.page.locator("main .actions button").first.click()
        self.page.wait_for_url(re.compile(rf"/edit/{step}/$"))


def write(author, organisations) -> int:
    """Write an idea step by step, with one mistake that loses nothing."""
    page = author.page
    author.go("/ideas/new/")
    page.fill("#id_title_pl", "Zażółć gęślą jaźń w pracowni")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/edit/basics/$"))
    number = int(re.search(r"/ideas/(\d+)/", page.url)[1])
    page.fill("#id_summary", "Pracownia odwiedza szkoły.")
    page.fill("#id_problem_evidence", "Brakuje mechatroników.")
    page.fill("#id_goal_main", "600 uczniów wykona ćwiczenie.")
    page.fill("#id_target_students_count", "600")
    page.check("#id_cooperation_forms_0")
    page.check("#id_territory_0")
    year = timezone.localdate().year + 1
    page.fill("#id_period_start", f"{year}-12-01")
    page.fill("#id_period_end", f"{year}-02-01")
    page.locator("main .actions button").first.click()
    page.wait_for_selector("#errors")
    assert page.input_value("#id_problem_evidence") == "Brakuje mechatroników."
    page.fill("#id_period_start", f"{year}-01-01")
    author.save("partners")
    granit = str(organisations["granit"].pk)
    page.select_option("#id_partners-1-organisation", granit)
    author.save("plan")
    assert list_violations(page) == []
    page.fill("#id_activities-0-name", "Zajęcia w szkołach")
    page.fill("#id_activities-0-start_date", f"{year}-01-05")
    page.fill("#id_activities-0-end_date", f"{year}-01-25")
    page.fill("#id_activities-0-owner", "Szkoła")
    page.select_option("#id_budget-0-category", "equipment")
    page.fill("#id_budget-0-amount", "1000")
    page.select_option("#id_budget-0-source", "own")
    page.fill("#id_indicators-0-name", "Uczniowie")
    page.fill("#id_indicators-0-unit", "osoby")
    page.fill("#id_indicators-0-base", "600")
    page.fill("#id_indicators-0-target", "600")
    page.fill("#id_indicators-0-source", "listy")
    page.locator("main .actions button").first.click()
    # The aim has to be above the number of now.
    page.wait_for_selector("#id_indicators-0-target_error")
    page.fill("#id_indicators-0-base", "0")
    author.save("more")
    page.check("#id_publication_consent")
    author.save("files")
    author.go(f"/ideas/{number}/edit/partners/")
    page.locator('form[action$="/partners/ask/"] button').click()
    author.go(f"/ideas/{number}/edit/review/")
    page.locator('main a[href$="/actions/submit/"]').click()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(rf"/ideas/{number}/$"))
    return number


def get_state(number) -> str:
    return Idea.objects.get(pk=number).state


def test_idea_from_draft_to_report_by_clicks(browser, live_server, partners):
    organisations = demo_ideas.prepare_people()

    def work_as(box, **options):
        return Member(browser, live_server.url, box, **options)

    with work_as(demo_ideas.AUTHOR) as author:
        number = write(author, organisations)
    assert get_state(number) == "formal_review"
    with work_as("koordynator") as office:
        office.open_task()
        boxes = office.page.locator("main input[name=checklist]")
        for place in range(boxes.count()):
            boxes.nth(place).check()
        office.decide(Outcome.APPROVED)
        # The partner has not confirmed: nothing is lost, nothing happens.
        office.page.wait_for_selector("#errors")
        assert "Granit" in office.page.inner_text("#errors")
        with work_as(demo_ideas.PARTNER, viewport=PHONE) as partner:
            partner.go(f"/ideas/{number}/")
            partner.page.locator("button[name=confirm]").click()
            partner.page.wait_for_load_state()
        office.decide()
        office.confirm_done()
    with work_as("dyrektor.karpacz") as member:
        member.go(f"/ideas/{number}/")
        member.page.fill("#id_text", "Dobry pomysł")
        member.page.locator('form[action$="/comment/"] button').click()
        member.page.locator('form[action$="/support/follow/"] button').click()
        member.page.wait_for_selector('form[action$="/support/follow/"] [name=stop]')
    Task.objects.filter(flow_task_type="TIMER").update(scheduled=timezone.now())
    schedule.run_due()
    with work_as("koordynator2") as office:
        office.go("/ideas/board/")
        assert "gęślą" in office.page.inner_text("main")
        office.open_task()
        # An evaluator of the school that proposes it is not to be chosen.
        listed = office.page.locator("#id_evaluators").inner_text()
        assert "Dyrektorska" not in listed
        assert "Elektroniczna" in listed
        office.decide()
        office.confirm_done()
    asked = [
        box
        for box in demo_ideas.EVALUATORS
        if get_user(box).pk
        in Idea.objects.get(pk=number)
        .steps.filter(kind="evaluate")
        .values_list("assignee", flat=True)
    ]
    assert len(asked) == 2
    for box in asked:
        with work_as(box) as evaluator:
            evaluator.open_task()
            for criterion in ideas_scoring.Criterion:
                evaluator.page.select_option(f"#id_points_{criterion}", "4")
            evaluator.decide(Outcome.EVALUATED, "Realny plan.")
            evaluator.confirm_done()
    with work_as(demo_ideas.RECOMMENDER) as chair:
        chair.open_task()
        chair.decide(Outcome.RECOMMENDED, "Rada popiera.")
        chair.confirm_done()
    with work_as("lider") as leader:
        leader.open_task()
        leader.decide(Outcome.ACCEPTED_WITH_GROUP, "W planie pracy.")
        leader.confirm_done()
    with work_as(demo_ideas.AUTHOR) as author:
        author.go(f"/ideas/{number}/")
        assert list_violations(author.page) == []
        text = author.page.inner_text("main")
        assert "80" in text
        assert "Elektroniczna" not in text
        # Too late to withdraw.
        assert not author.page.locator('a[href$="/actions/withdraw/"]').count()
        author.open_task()
        author.decide()
        author.confirm_done()
        author.open_task()
        for field in author.page.locator("input[name^=indicator_]").all():
            field.fill("640")
        author.page.fill("#id_cost", "900")
        author.decide(reason="Odwiedzono 13 szkół.")
        author.confirm_done()
    assert get_state(number) == "completed"
    assert Revision.objects.filter(document__type="report").exists()

    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/pl/pomysly/")
    page.locator(".card__title a").click()
    page.wait_for_selector(".timeline")
    assert "gęślą" in page.inner_text("h1")
    assert get_overflow(page) == 0
    context.close()
