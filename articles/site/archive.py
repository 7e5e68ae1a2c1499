"""The archive: every live story, narrowed by section, author, topic, partner and time. The narrowest of the lists
asked for is walked by its index and the others are looked up entry by entry, so a page costs what its list costs."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from taggit.models import Tag

from articles.models.published import ListingEntry
from articles.models.section import Section
from articles.site import chrome, listing, surrogate
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.sections import Sections
from authors.models import Author, Partner

COUNTED = 500  # entries looked at to tell which of two lists is narrower
LISTS = ("section", "author", "tag", "partner")
NAMES = (*LISTS, "from", "to")
YEARS = range(1000, 9999)  # what a date can be and still have a day after it
LONGEST = 200


class Known(forms.CharField):
    """A name or the last part of an address, resolved to the list of that thing. None where nothing was asked."""

    def __init__(self, *, kind: str, find, unknown: str, **options):
        super().__init__(**{"max_length": LONGEST, **options})
        self.kind, self.find, self.unknown = kind, find, unknown

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = self.find(text)
        if found is None:
            raise forms.ValidationError(self.unknown)
        return f"{self.kind}/{found}"


def _section(text: str):
    return Section.objects.filter(Q(path=text.strip("/")) | Q(slug=text)).values_list("pk", flat=True).first()


def _author(text: str):
    found = Author.objects.filter(Q(slug=text) | Q(name__iexact=text)).order_by("pk").first()
    return (found.merged_into_id or found.pk) if found else None


def _tag(text: str):
    return Tag.objects.filter(Q(slug=text) | Q(name__iexact=text)).values_list("slug", flat=True).first()


def _partner(text: str):
    return Partner.objects.filter(Q(slug=text) | Q(name__iexact=text)).values_list("pk", flat=True).first()


class ListFilter(django_filters.Filter):
    """One of our lists. It narrows nothing by itself: the filter set walks the narrowest list."""

    field_class = Known

    def filter(self, entries, value):
        return entries


class DayInput(forms.DateInput):
    input_type = "date"

    def format_value(self, value):
        """A day as a browser's field takes one, 2026-03-01 (HTML, 4.10.5.1.7), or None for what is none."""
        try:
            return date.fromisoformat(super().format_value(value) or "").isoformat()
        except ValueError:
            return None


class DayField(forms.DateField):
    widget = DayInput(format="%Y-%m-%d")

    def clean(self, value):
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError("Give a year of four digits.")
        return day


class DayFilter(django_filters.Filter):
    field_class = DayField

    def filter(self, entries, value):
        if value is None:
            return entries
        if self.lookup_expr == "lt":
            value += timedelta(days=1)
        begin = timezone.make_aware(datetime.combine(value, time.min))
        return entries.filter(**{f"published_at__{self.lookup_expr}": begin})


class ArchiveFilter(django_filters.FilterSet):
    """What was asked of the archive. `entries` walks the narrowest of the lists asked for."""

    section = ListFilter(label="Section", kind="section", find=_section, unknown="We have no such section.")
    author = ListFilter(
        label="Author", kind="author", find=_author, unknown="We know no author of that name."
    )
    tag = ListFilter(label="Topic", kind="tag", find=_tag, unknown="We have no such topic.")
    partner = ListFilter(
        label="Partner", kind="partner", find=_partner, unknown="We know no partner of that name."
    )

    def __init__(self, *args, now: datetime, sections: Sections, **options):
        super().__init__(*args, **options)
        self.now, self.sections = now, sections

    @property
    def form(self):
        """The form, which offers the sections. Making it copies all its fields, so it is made when it is asked for."""
        if hasattr(self, "_form"):
            return self._form
        form = super().form
        choices = [(section.path, section.name) for section in self.sections.by_id.values()]
        form.fields["section"].widget = forms.Select(choices=[("", "All sections"), *choices])
        return form

    @property
    def errors(self) -> dict:
        """What is wrong with what was asked; nothing, where nothing was."""
        return self.form.errors if self.data or hasattr(self, "_form") else {}

    def fields_html(self, frame: chrome.Chrome) -> SafeString:
        """The form's fields. Those of nothing asked are the same on all pages of one edition."""
        if self.data:
            return self._fields_html()
        return frame.set_once("filter", self._fields_html)

    def _fields_html(self) -> SafeString:
        return SafeString(render_to_string("site/_filter_fields.html", {"form": self.form}))

    def entries(self):
        """The live entries that fit, newest first; none, and a word beside the field, where a value fits nothing."""
        if not self.form.is_valid():
            return ListingEntry.objects.none()
        sizes = self.asked() or {"front": 0}
        return self.narrowed(sorted(sizes, key=lambda name: sizes[name]), self.form.cleaned_data)

    def asked(self) -> dict[str, int]:
        """The lists asked for by a valid form, each with how many live stories it has, counted up to COUNTED.

        A person or topic known from a draft alone is as unknown as one nobody ever wrote down."""
        cleaned = self.form.cleaned_data
        asked = {cleaned[name]: name for name in LISTS if cleaned.get(name)}
        sizes = {name: ListingEntry.objects.live(name, self.now)[:COUNTED].count() for name in asked}
        for name, field in asked.items():
            if not sizes[name] and field != "section":
                self.form.add_error(field, self.form.fields[field].unknown)
        return sizes

    def narrowed(self, names: list[str], cleaned: dict):
        """The entries of the first of these lists that stand in the others too, within the days asked for."""
        driver, *others = names
        entries = ListingEntry.objects.live(driver, self.now)
        for other in others:
            entries = entries.filter(Exists(ListingEntry.objects.filter(list=other, row=OuterRef("row"))))
        for name in ("from", "to"):
            entries = self.filters[name].filter(entries, cleaned.get(name))
        return entries


# "from" is no name Python takes in a class body.
ArchiveFilter.base_filters["from"] = DayFilter(field_name="from", label="From", lookup_expr="gte")
ArchiveFilter.base_filters["to"] = DayFilter(field_name="to", label="To", lookup_expr="lt")


@public_page
def archive(request):
    now = request.clock.now
    asked = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    frame = chrome.around(request.edition, now)
    found = ArchiveFilter(asked, queryset=ListingEntry.objects.none(), now=now, sections=frame.sections)
    before = request.GET.get("before", "")
    try:
        page = listing.page_of(found.entries(), before=before, sections=frame.sections)
    except ValueError:
        page = listing.Page([], "")
        found.form.add_error(None, "That page of the archive does not exist. Start again from the form.")
    return show(
        request,
        "site/archive.html",
        page=page_about(
            title="Archive", path="/archive/", robots="noindex, follow" if asked or before else ""
        ),
        keys=["archive", *surrogate.of_rows(page.rows)],
        filter=found,
        fields=found.fields_html(frame),
        cards=page.rows,
        older=f"?{urlencode({**asked, 'before': page.older})}" if page.older else "",
        newer=f"/archive/?{urlencode(asked)}" if before else "",
    )
