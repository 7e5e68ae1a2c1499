"""The demo's people and logins. All invented; nobody here is meant to be anyone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    slug: str
    name: str
    kind: str
    title: str
    affiliation: str
    bio: str
    face: str = ""  # the palette of a drawn portrait
    sort: str = ""


PEOPLE = [
    Person(
        "mara-ellisande",
        "Mara Ellisande",
        "staff",
        "Editor",
        "The Meridian Review",
        "Mara Ellisande founded the Review’s foreign desk in a rented room above a bakery and has edited it since. She writes rarely, usually about institutions.\n\nBefore that she spent nine years as a court reporter, which she says is the only training an editor needs.",
        "brick",
        "Ellisande, Mara",
    ),
    Person(
        "tomas-vargany",
        "Tomáš Várgány",
        "staff",
        "Europe editor",
        "The Meridian Review",
        "Tomáš Várgány covers Europe’s borderlands by train, preferably slow ones. He grew up in three languages and edits in a fourth.",
        "ink",
        "Várgány, Tomáš",
    ),
    Person(
        "hana-okabeshi",
        "Hana Okabeshi",
        "staff",
        "East Asia correspondent",
        "The Meridian Review",
        "Hana Okabeshi reports on ageing, industry and the sea. Her series on closing primary schools was made into an exhibition in the last of them.",
        "sea",
        "Okabeshi, Hana",
    ),
    Person(
        "ifeoma-danjuwa",
        "Ifeoma Danjuwa",
        "staff",
        "Africa editor",
        "The Meridian Review",
        "Ifeoma Danjuwa trained as an electrical engineer and still reads tariff orders for pleasure. She edits from Lagos and writes about grids, cities and the people who keep both running.",
        "dawn",
        "Danjuwa, Ifeoma",
    ),
    Person(
        "ravi-menonath",
        "Ravi Menonath",
        "staff",
        "South Asia correspondent",
        "The Meridian Review",
        "Ravi Menonath has followed rivers for fifteen years, from glacier to delta, mostly on foot and by bus.",
        "forest",
        "Menonath, Ravi",
    ),
    Person(
        "leila-haddarin",
        "Leila Haddarin",
        "staff",
        "Middle East correspondent",
        "The Meridian Review",
        "Leila Haddarin reports from Amman on water, labour and quiet diplomacy. She translates poetry on flights.",
        "sand",
        "Haddarin, Leila",
    ),
    Person(
        "joaquin-sarmentera",
        "Joaquín Sarmentera",
        "staff",
        "Americas correspondent",
        "The Meridian Review",
        "Joaquín Sarmentera writes about mining, migration and municipal politics between Patagonia and the Arctic.",
        "violet",
        "Sarmentera, Joaquín",
    ),
    Person(
        "siti-rahmawanti",
        "Siti Rahmawanti",
        "staff",
        "Southeast Asia correspondent",
        "The Meridian Review",
        "Siti Rahmawanti covers the archipelagos from Makassar. She was a ferry pilot’s daughter before she was a journalist, and says so in every interview.",
        "tea",
        "Rahmawanti, Siti",
    ),
    Person(
        "pelle-lindmark",
        "Pelle Lindmark-Strand",
        "staff",
        "Climate editor",
        "The Meridian Review",
        "Pelle Lindmark-Strand has a doctorate in hydrology and a low tolerance for the word “solution”.",
        "",
        "Lindmark-Strand, Pelle",
    ),
    Person(
        "grace-oduyemi",
        "Grace Oduyemi-Hale",
        "staff",
        "Data editor",
        "The Meridian Review",
        "Grace Oduyemi-Hale counts things. She publishes the code and the doubtful cases with every story.",
        "night",
        "Oduyemi-Hale, Grace",
    ),
    Person(
        "noor-castellane",
        "Noor Castellane",
        "staff",
        "Illustrator",
        "The Meridian Review",
        "Noor Castellane draws the Review’s pictures, all of them, from descriptions telephoned in by correspondents.",
        "dusk",
        "Castellane, Noor",
    ),
    Person(
        "daniel-brandtner",
        "Daniel Brandtner-Voss",
        "staff",
        "Trade and economy writer",
        "The Meridian Review",
        "Daniel Brandtner-Voss reads customs notices so that others need not. He once found a country’s trade deficit in a footnote about tyres.",
        "",
        "Brandtner-Voss, Daniel",
    ),
    Person(
        "meilin-taoyuan",
        "Mei-Lin Taoyuan",
        "staff",
        "Technology writer",
        "The Meridian Review",
        "Mei-Lin Taoyuan writes about standards, chips and the committees nobody attends.",
        "sea",
        "Taoyuan, Mei-Lin",
    ),
    Person(
        "aurelio-benedettini",
        "Aurelio Benedettini",
        "guest",
        "Professor of economic history",
        "Kestrel College",
        "Aurelio Benedettini works on the history of insurance and quarantine. His latest book follows one bill of lading for two hundred years.",
        "sand",
        "Benedettini, Aurelio",
    ),
    Person(
        "amina-yusufberg",
        "Amina Yusuf-Berg",
        "guest",
        "Senior fellow",
        "Lakeside School of Public Policy",
        "Amina Yusuf-Berg studies public debt and those who count it. She advised two finance ministries before deciding to write about them.",
        "",
        "Yusuf-Berg, Amina",
    ),
    Person(
        "kwame-asantelloyd",
        "Kwame Asante-Lloyd",
        "guest",
        "Trade lawyer",
        "",
        "Kwame Asante-Lloyd has drafted rules of origin for a living and argues that they are literature.",
        "",
        "Asante-Lloyd, Kwame",
    ),
    Person(
        "yuki-tanabemorse",
        "Yuki Tanabe-Morse",
        "guest",
        "Demographer",
        "Halden Institute",
        "Yuki Tanabe-Morse models small populations: villages, islands, professions.",
        "",
        "Tanabe-Morse, Yuki",
    ),
    Person(
        "oksana-hrytsaiko",
        "Oksana Hrytsaiko",
        "guest",
        "Energy analyst",
        "Lakeside School of Public Policy",
        "Oksana Hrytsaiko follows electricity across borders. She keeps a list of every interconnector on Earth and can tell you which are asleep.",
        "ink",
        "Hrytsaiko, Oksana",
    ),
    Person(
        "salma-idrissane",
        "سلمى إدريسان",
        "guest",
        "كاتبة وباحثة في شؤون المياه",
        "معهد هالدن",
        "تكتب سلمى إدريسان عن المياه والمدن، وتقيم بين الرباط وعمّان.",
        "",
        "Idrissane, Salma",
    ),
    Person(
        "chen-ruolan",
        "陈若岚",
        "guest",
        "航运研究者",
        "哈尔登研究所",
        "陈若岚研究港口与沿海社区，曾在船上工作六年。",
        "",
        "Chen Ruolan",
    ),
    Person(
        "elodie-marchettin",
        "Élodie Marchettin",
        "guest",
        "Géographe",
        "Kestrel College",
        "Élodie Marchettin étudie les frontières qui bougent : rivages, glaciers, cadastres.",
        "",
        "Marchettin, Élodie",
    ),
    Person(
        "lucia-ferreyrola",
        "Lucía Ferreyrola",
        "guest",
        "Periodista",
        "Observatorio del Sur",
        "Lucía Ferreyrola escribe sobre salares, comunidades y contratos.",
        "",
        "Ferreyrola, Lucía",
    ),
    Person(
        "william-hartigane",
        "William Hartigane",
        "guest",
        "Retired diplomat",
        "",
        "William Hartigane spent thirty-one years at negotiating tables, eleven of them waiting for the other side to arrive. He writes about the waiting.",
        "brick",
        "Hartigane, William",
    ),
    Person(
        "nthabiseng-molefang",
        "Nthabiseng Molefang",
        "guest",
        "Reader in public health",
        "Lakeside School of Public Policy",
        "Nthabiseng Molefang works on clinics, cold chains and the trust that both depend on.",
        "forest",
        "Molefang, Nthabiseng",
    ),
    Person(
        "ingrid-solheimdal",
        "Ingrid Solheimdal",
        "guest",
        "Lecturer in the law of the sea",
        "Halden Institute",
        "Ingrid Solheimdal teaches the law of ice-covered waters to students who increasingly have never seen any.",
        "",
        "Solheimdal, Ingrid",
    ),
]


@dataclass(frozen=True)
class Login:
    username: str
    role: str  # a group's name, or "" for the superuser
    first: str
    last: str
    author: str = ""


LOGINS = [
    Login("admin", "", "Ada", "Root"),
    Login("contributor", "Contributor", "Hana", "Okabeshi", "hana-okabeshi"),
    Login("editor", "Editor", "Tomáš", "Várgány", "tomas-vargany"),
    Login("publisher", "Publisher", "Mara", "Ellisande", "mara-ellisande"),
    Login("administrator", "Administrator", "Grace", "Oduyemi-Hale", "grace-oduyemi"),
]
