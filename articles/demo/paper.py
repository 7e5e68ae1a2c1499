"""The demo's paper: its name, policies, sections and partners. All invented."""

from dataclasses import dataclass

NAME = "The Meridian Review"
TAGLINE = "World affairs, read slowly"
DESCRIPTION = "Reporting and analysis on trade, climate, power and ideas, from correspondents and scholars on four continents."
CORRECTIONS_POLICY = """When we are wrong we say so, at the foot of the story and on this page, with the date and in words that do not repeat the error.

A slip of spelling is mended quietly. Anything that changes what a reader would have understood is a correction. If a story no longer stands as a whole, it is retracted or withdrawn, and its address keeps saying why.

Write to corrections@meridian.example. An editor who did not work on the story answers within two working days."""
ETHICS_POLICY = """Our writers declare what they own and whom they advise. Guest authors are named with their affiliation, and their employers do not see their words before readers do.

We name sources unless naming them would put them in danger. Two editors must agree before we do not.

Partners whose work we carry are credited on the page. They have no say in what else we publish."""

SOCIAL = [
    ("Mastodon", "https://social.example/@meridian", "mastodon"),
    ("Bluesky", "https://sky.example/meridian", "bluesky"),
    ("YouTube", "https://video.example/meridian", "youtube"),
    ("Podcast", "https://audio.example/slow-news", "podcast"),
]
POLICIES = [
    ("Corrections policy", "/corrections/", "corrections"),
    ("How we work", "https://meridian.example/how-we-work/", "ethics"),
    ("Who pays for this", "https://meridian.example/funding/", "ownership"),
    ("Contact", "https://meridian.example/contact/", "contact"),
]


@dataclass(frozen=True)
class Part:
    path: str
    name: str
    kind: str
    about: str


SECTIONS = [
    Part(
        "asia",
        "Asia",
        "region",
        "A continent of three stories out of five, told from its capitals and its small ports.",
    ),
    Part("asia/east-asia", "East Asia", "region", "Factories, ageing towns and the seas between neighbours."),
    Part("asia/south-asia", "South Asia", "region", "Rivers, remittances and the politics of the monsoon."),
    Part(
        "asia/southeast-asia",
        "Southeast Asia",
        "region",
        "Archipelagos and deltas, and who builds what in them.",
    ),
    Part(
        "africa",
        "Africa",
        "region",
        "Cities that double, grids that must catch up, and a market that is becoming one.",
    ),
    Part(
        "middle-east", "Middle East", "region", "Water, work and the quiet diplomacy between loud headlines."
    ),
    Part("europe", "Europe", "region", "Borders that matter less, regions that matter more."),
    Part("americas", "The Americas", "region", "From the Arctic coast to the lithium flats."),
    Part("economy", "Economy", "topic", "Prices, wages and the institutions that watch over both."),
    Part(
        "economy/trade",
        "Trade",
        "topic",
        "What moves, who is paid for it and which form has to be filled in.",
    ),
    Part("climate", "Climate", "topic", "What is changing, what it costs and what is being built instead."),
    Part("technology", "Technology", "topic", "Machines and the rules that grow around them."),
    Part("security", "Security", "topic", "Deterrence, de-escalation and the arithmetic of both."),
    Part("ideas", "Ideas", "topic", "Essays, arguments and books worth arguing with."),
]


@dataclass(frozen=True)
class House:
    slug: str
    name: str
    url: str
    policy: str
    wording: str
    about: str
    notes: str
    since: int  # days ago
    until: int | None  # days ahead, negative for ago
    republishes: bool = False
    feed: str = ""


PARTNERS = [
    House(
        "halden-maritime-letter",
        "Halden Maritime Letter",
        "https://halden.example/",
        "theirs",
        "From our partner {name}",
        "A fortnightly letter on ports, crews and the law of the sea, edited at the Halden Institute.",
        "Their copy is the original. We may cut, not rewrite. Ask before using their charts.",
        700,
        400,
        feed="https://halden.example/letter/feed.xml",
    ),
    House(
        "lakeside-policy-notes",
        "Lakeside Policy Notes",
        "https://lakeside.example/",
        "ours",
        "In partnership with {name}",
        "Short papers from the Lakeside School of Public Policy, edited with us and published here first.",
        "First publication is ours. They may take our stories with pictures for thirty days.",
        400,
        700,
        republishes=True,
    ),
    House(
        "observatorio-del-sur",
        "Observatorio del Sur",
        "https://observatorio.example/",
        "none",
        "Publicado con {name}",
        "Una redacción independiente que informa desde el Cono Sur.",
        "Agreement has run out; stories already carried stay, unlisted by search engines.",
        900,
        -1,
    ),
]
