"""Lists that are longer than what is counted of them."""

import pytest
from django.test import Client
from django.urls import reverse

from workflows.models import MailRecord

pytestmark = pytest.mark.django_db

ROWS = 310


@pytest.fixture
def reader(django_user_model):
    user = django_user_model.objects.create_user("reader", email="reader@example.com")
    MailRecord.objects.bulk_create(
        MailRecord(key="x", user=user, address="", language="pl", subject=str(number))
        for number in range(ROWS)
    )
    client = Client()
    client.force_login(user)
    return client


def test_long_list_goes_on_behind_what_is_counted(reader):
    url = reverse("workflows:inbox")

    first = reader.get(url).context["page_obj"]
    last = reader.get(url, {"page": 13}).context["page_obj"]

    assert [record.subject for record in first][:2] == ["309", "308"]
    assert (first.paginator.num_pages, first.paginator.has_more) == (10, True)
    assert first.has_next()
    assert [record.subject for record in last] == [str(n) for n in range(9, -1, -1)]
    assert (last.paginator.num_pages, last.paginator.has_more) == (13, False)
    assert not last.has_next()
    for page in ("14", "0", "-1", "x", "99999999999999999999", "²"):
        assert reader.get(url, {"page": page}).status_code == 404, page


def test_every_page_of_a_long_list_leads_to_the_next(reader):
    seen, page = [], 1
    while page:
        shown = reader.get(reverse("workflows:inbox"), {"page": page}).context[
            "page_obj"
        ]
        seen += [record.subject for record in shown]
        page = shown.next_page_number() if shown.has_next() else None

    assert seen == [str(number) for number in reversed(range(ROWS))]
