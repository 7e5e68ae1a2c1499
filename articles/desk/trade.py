"""What the desk has to know of a kind of piece to take it through its states: stories, and what else registers itself. The
verbs, the confirmation pages, the panel and the pages of revisions are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from articles.desk import checklist, preview
from articles.desk.differences import differences
from articles.desk.typed import STORY_FORM, FormReading
from articles.models import Article, Workpiece
from articles.publishing.door import STORIES
from articles.publishing.ledger import Door
from articles.publishing.references import References


@dataclass(frozen=True)
class Trade:
    """`noun` is what an editor calls one ("story"), `begin` what begins one ("Write a story"). The functions take
    contents of its revisions: `problems(content, moment, references)`, `differences(old, new, references)`, `load(contents)` gives the references.
    `form` reads what was typed into its form. `preview_page(request, revision, at=…)` and
    `gone_page(request, piece, reason=…)` show what readers would see."""

    model: type[Workpiece]
    noun: str
    plural: str
    begin: str
    door: Door
    form: FormReading
    problems: Callable[..., list]
    differences: Callable[..., list]
    load: Callable[[list[dict]], Any]
    preview_page: Callable[..., Any]
    gone_page: Callable[..., Any]

    @property
    def names(self) -> dict[str, str]:
        """The names of its addresses, for templates."""
        return {name: self._named(name) for name in PAGES}

    def address(self, name: str, *args) -> str:
        return reverse(self._named(name), args=args)

    def _named(self, name: str) -> str:
        options = self.model._meta
        return f"admin:{options.app_label}_{options.model_name}_{name}"


PAGES = [
    "change",
    "changelist",
    "verb",
    "cancel",
    "preview",
    "preview_withdrawn",
    "revisions",
    "revision",
    "take",
    "autosave",
    "leave",
    "rescue",
    "rescue_new",
]
STORY = Trade(
    model=Article,
    noun="story",
    plural="stories",
    begin="Write a story",
    door=STORIES,
    form=STORY_FORM,
    problems=checklist.problems,
    differences=differences,
    load=References.load,
    preview_page=preview.preview_page,
    gone_page=preview.gone_page,
)
TRADES: dict[type[Workpiece], Trade] = {Article: STORY}


def trade_of(piece) -> Trade:
    return TRADES[type(piece)]
