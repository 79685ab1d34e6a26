"""News as RSS and Atom, one pair of feeds for each language."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language

from .models import NewsIndexPage, NewsTag

FEED_LENGTH = 20


class NewsRssFeed(Feed):
    """The latest news; with ``?tag=`` only those of one tag."""

    feed_type = Rss201rev2Feed

    def get_object(self, request):
        index = (
            NewsIndexPage.objects.live()
            .filter(locale__language_code=get_language())
            .order_by("path")
            .first()
        )
        if index is None:
            raise Http404
        tag = None
        if slug := request.GET.get("tag"):
            tag = get_object_or_404(NewsTag, slug=slug)
        return {"index": index, "tag": tag, "request": request}

    def title(self, obj):
        title = f"{obj['index'].title} – KSSEMP"
        return f"{obj['tag'].label}: {title}" if obj["tag"] else title

    def link(self, obj):
        return obj["index"].get_full_url(obj["request"])

    def description(self, obj):
        return obj["index"].meta_description

    subtitle = description

    def feed_url(self, obj):
        request = obj["request"]
        return request.build_absolute_uri(request.get_full_path())

    def items(self, obj):
        news = obj["index"].list_news()
        if obj["tag"]:
            news = news.filter(tagged_items__tag=obj["tag"])
        news = news.prefetch_related("tagged_items__tag")
        return news[:FEED_LENGTH]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.meta_description

    def item_link(self, item):
        return item.full_url

    def item_guid(self, item):
        # The address may change, the page does not.
        return f"urn:uuid:{item.translation_key}:{item.locale_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        """The day that the office gave it, at noon: it is one day everywhere here.

        On its first day the moment of publication, for noon may lie ahead.
        """
        published = item.first_published_at
        if published and timezone.localdate(published) == item.date:
            return published
        return timezone.make_aware(datetime.combine(item.date, time(12)))

    def item_updateddate(self, item):
        return item.last_published_at

    def item_categories(self, item):
        return [tagged.tag.label for tagged in item.tagged_items.all()]


class NewsAtomFeed(NewsRssFeed):
    feed_type = Atom1Feed
