"""The demo's readers: what they wrote under some of its stories, and how the desk dealt with it."""

import zlib
from dataclasses import dataclass
from datetime import timedelta

from articles.comments.models import Comment, Correspondent, Report, State, Thread
from articles.comments.moderating import decide, reply
from articles.demo.clock import clock_at

EDITOR = "editor"


@dataclass(frozen=True)
class Written:
    """One comment. `after` are hours since its story; `answers` is the place, in this list, of what it answers. Those
    of the newsroom have no name."""

    slug: str
    after: float
    name: str
    text: str
    answers: int | None = None
    state: str = State.APPROVED


WRITTEN = [
    Written(
        "pilot-shortage",
        0.7,
        "Marit",
        "My father piloted on this coast for twenty-six years. He says the ladder was never the hard part; the hard part was the "
        "captain who knew better.",
    ),
    Written(
        "pilot-shortage",
        1.5,
        "J. Okonjo",
        "Does the survey count stations where the pilots are employed by the port, or only the associations? Here the port’s own people "
        "leave much earlier.",
    ),
    Written(
        "pilot-shortage",
        2.2,
        "",
        "Both are in it: nineteen associations and twelve stations run by a port. We have asked for the two figures apart and will add "
        "them when they come.",
        answers=1,
    ),
    Written(
        "pilot-shortage",
        3.1,
        "J. Okonjo",
        "Thank you. That would settle an argument in our canteen.",
        answers=1,
    ),
    Written(
        "pilot-shortage",
        4.0,
        "Retired at last",
        "Simulators are excellent.\n\nI have sunk four ships in one, and slept well each time. That is what is wrong with them.",
    ),
    Written(
        "radar-fishermen",
        3,
        "Dewi",
        "We have one of these on the boat. The children press the fish for a joke and the cooperative sends a van. The eye they have never "
        "touched.",
    ),
    Written(
        "radar-fishermen",
        5,
        "Pau Ferrer",
        "What becomes of the positions after the season? A chart of where everyone fishes is worth more than the fish.",
    ),
    Written(
        "radar-fishermen",
        6.5,
        "Dewi",
        "Deleted after thirty days, they told us at the meeting. Nobody there could say by whom.",
        answers=6,
    ),
    Written(
        "radar-fishermen",
        20,
        "Old Hand",
        "Anyone who believes that is a fool, and so are the people who write this.",
    ),
    Written(
        "streets-with-names",
        2,
        "Courier no. 12",
        "The blue stall has been green since March. The tailor has moved. Everybody still finds it, which I think is the real "
        "subject of this article.",
    ),
    Written(
        "streets-with-names",
        9,
        "A. Tetteh",
        "We asked for our street to be called after the midwife who lived in it for fifty years. The commission wrote back in four days: "
        "it was already on the list, sent in by three other families.",
    ),
    Written("streets-with-names", 11, "Lucía", "Then there is hope for commissions.", answers=10),
    Written(
        "wage-map",
        30,
        "Ward 7",
        "Please print the postcode of the agency’s other hospitals. Some of us are going to look, see https://register.example/nurses.",
    ),
    Written(
        "wage-map",
        52,
        "P. Lindgren",
        "Three hundred and eighty spellings of “assistant”: I have been eleven of them.",
    ),
    Written(
        "qanat-clock",
        1,
        "يوسف",
        "جدّي كان يحفظ الأدوار كلها عن ظهر قلب. لم تكن في القرية ساعة، وكان هو الساعة.",
    ),
    Written(
        "qanat-clock",
        2,
        "Hanna",
        "I read this with a dictionary and it was worth the morning. Is there a photograph of the dial itself?",
    ),
    # What the desk has still to look at.
    Written(
        "pilot-shortage",
        9,
        "Ketil",
        "A question of pay, as always. Double it and see who is too old.",
        state=State.WAITING,
    ),
    Written(
        "streets-with-names",
        80,
        "Cartographer",
        "Two maps: https://maps.example/before and https://maps.example/after. The rest of the argument is at https://maps.example/talk.",
        state=State.WAITING,
    ),
    Written("qanat-clock", 6, "Salim", "هل يمكن زيارة الواحة في موسم القطاف؟", state=State.WAITING),
    Written(
        "pilot-shortage",
        5,
        "Best Loans",
        "Fast loans without questions, apply today at https://loans.example/now and https://loans.example/today",
        state=State.SPAM,
    ),
]
REPORTED = {8: ["abuse", "abuse", "other"]}


def comment_on_the_demo(sender, newsroom, **named) -> None:
    """Called when the demo newsroom is loaded: each comment at its hour, decided by the demo's editor."""
    made: dict[int, Comment] = {}
    editor = newsroom.logins[EDITOR]
    for number, written in enumerate(WRITTEN):
        article = newsroom.articles[written.slug]
        at = min(article.published_at + timedelta(hours=written.after), newsroom.now - timedelta(minutes=12))
        head = made[written.answers] if written.answers is not None else None
        with clock_at(at):
            if not written.name and head is not None:
                made[number] = reply(to=head, text=written.text, by=editor)
            else:
                made[number] = _write(written, article, head, at, editor)
    for number, reasons in REPORTED.items():
        for voice, why in enumerate(reasons):
            Report.objects.create(
                comment=made[number], why=why, reporter=f"demo-{voice}", made_at=newsroom.now
            )
        Comment.objects.filter(pk=made[number].pk).update(report_count=len(reasons), flagged=True)


def _write(written: Written, article, head: Comment | None, at, editor) -> Comment:
    thread, _ = Thread.objects.get_or_create(article=article)
    mail = f"reader-{zlib.crc32(written.name.encode())}@readers.example"  # the same in every run
    writer, _ = Correspondent.objects.get_or_create(mail=mail, defaults={"confirmed_at": at})
    comment = Comment.objects.create(
        thread=thread,
        parent=head,
        root_at=head.root_at if head else at,
        created_at=at,
        correspondent=writer,
        name=written.name,
        text=written.text,
        state=State.WAITING,
        reasons=["It holds 3 links; 2 are allowed"] if written.text.count("https://") > 2 else [],
    )
    if written.state != State.WAITING:
        decide(comments=[comment.pk], to=written.state, by=editor)
        comment.refresh_from_db()
    return comment
