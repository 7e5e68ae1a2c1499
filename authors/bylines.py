"""Printed byline lines taken apart: who, in which role, of which house. Text in, values out, never an error.

Names stay as printed ("JOHN SMITH", "Ludwig van Beethoven", "Sammy Davis, Jr."): whose they are is decided
elsewhere. Where a line could mean two things ("José Ortega y Gasset") it is left in one piece.
"""

import html
import re
from functools import lru_cache
from typing import NamedTuple

LONGEST = 2000  # characters; what comes after is no byline any more

_NOUNS = {  # role: the words that announce it before "by" or a colon
    "reporting": r"(?:additional|further|extra|supplementary)\s+(?:reporting|research)"
    r"|contributing\s+reporters?|contributions?|research|reporting\s+contributed",
    "photographs": r"photograph(?:s|y|ed|er|ers)?|photos?|pictures?|images?|camera|fotos?|fotograf[ií]as?"
    r"|photographies?|bild(?:er)?",
    "translation": r"translat(?:ed|ion|ors?)(?:\s+from(?:\s+the)?\s+\w+)?|traduit|traduction|traducido"
    r"|traducci[oó]n|[uü]bersetz(?:t|ung)",
    "editing": r"edit(?:ed|ing|ors?)|editado|redaktion",
    "illustration": r"illustrat(?:ed|ions?|ors?)|drawings?|artwork|cartoons?|graphics?",
    "interview": r"interview(?:ed)?|propos\s+recueillis|entrevista",
    "data": r"data(?:\s+(?:analysis|reporting|visuali[sz]ation))?|charts?",
    "text": r"authors?(?:\(s\))?|auteurs?|autor(?:es|en)?|by-?line|writers?|written|reported|reporting"
    r"|reports?|reportage|reportaje|stor(?:y|ies)|words|texte?|texto|article|analysis|opinion|essay|review|column"
    r"|commentary|posted|submitted|contributed",
}
ROLES = ("text", *(role for role in _NOUNS if role != "text"))
_CJK_NOUNS = {
    "text": "作者|撰文|記者|记者|文",
    "photographs": "摄影|攝影|撮影|写真",
    "translation": "翻译|翻譯|译者|譯者|訳",
    "editing": "编辑|編輯|編集",
}

_NOUN = "(?:{})".format("|".join(_NOUNS.values()))
_LEAD = re.compile(
    rf"""(?:^|(?<=[\s,;|.(]))
    (?: (?P<nouns>{_NOUN}(?:\s*(?:,|&|\band\b|\bet\b|\bund\b|\by\b)\s*{_NOUN})*)
        \s*(?:(?:is\s+|was\s+)?(?:by|von|par|por|de|from)\b:?|[:：])
      | (?P<cjk>{"|".join(_CJK_NOUNS.values())})\s*[:：/／]
      | (?P<told>as\s+told\s+to)\b
      | (?P<by>by)(?:\s*:|\b(?=\s|$))
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FOREIGN_BY = re.compile(r"^(?:von|par|por|door|av|af)\s+(?=(\S+)\s+\S)", re.IGNORECASE)
_PARTICLES = {"der", "den", "dem", "de", "la", "las", "los", "le", "du", "van", "von", "und"}
_CLAUSE_END = re.compile(r"\s*(?:[;；\n\r•]|\s·\s)\s*")
_SEPARATOR = re.compile(
    r"\s*(,\s*(?:and\b|&)\s*|[,，、]|(?<=\s)(?:and|with)(?=\s)|(?<=\s)&|&(?=\s)|(?<=\s)[/+](?=\s)"
    r"|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff]))\s*",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:^|\s+)(?:et\s+al\.?|others)$", re.IGNORECASE)
_ALSO = re.compile(r"\s+(?:y|e|[eE][tT]|[uU][nN][dD]|och|og)\s+")
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|d\.?phil|m\.?d|ll\.?m|j\.?d|mba|cbe|obe|mbe|kc|qc|s\.?j)\.?",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"^(?:special\b|for\b|from\b|of\b|in\b|at\b|the\s|writing\b|reporting\b|a\s|an\s)"
    r"|\b(?:universit\w+|institut\w*|college|academy|reuters|associated\s+press|agency|agence|council|ministry"
    r"|foundation|cent(?:re|er)\s+for|news|newspaper|times|tribune|herald|gazette|chronicle|guardian|magazine|journal"
    r"|bulletin|bloomberg|xinhua|department|school|faculty|embassy|staff|correspondent|reporter|columnist"
    r"|contributor|writer|photographer|editor"
    r"|professor|lecturer|researcher|analyst|fellow|director|president|secretary|minister|ambassador|bureau|desk)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_TAIL = re.compile(
    r"\s+(?:special\s+(?:to|for)|reporting\s+from|for|in|at|from|[|–—-])\s+(?=[A-Z‘“\"@])(.+)$"
)
_OF_HOUSE = re.compile(r"\s+of\s+(?=(.+)$)")
_BRACKETS = re.compile(r"\s*[(\[（<]([^()\[\]（）<>]*)[)\]）>]")
_HOUSE_LEAD = re.compile(
    r"^(?:special\s+(?:to|for)|writing\s+for|reporting\s+from|for|from|of|in|at)\s+", re.IGNORECASE
)
_EDGES = ' \t\n\r\v\f\u00a0\u200b,;:|/&+–—-·•"“”«»'


class Credited(NamedTuple):
    """One name on a byline line, as printed, with one of ROLES and the house named beside it ("" if none)."""

    name: str
    role: str = "text"
    affiliation: str = ""


def parse_byline(text: str) -> tuple[Credited, ...]:
    """Everyone a byline line credits, in its order. A line that names nobody gives an empty tuple."""
    return _parsed(text[:LONGEST]) if isinstance(text, str) else ()


@lru_cache(maxsize=4096)  # an archive prints the same few hundred lines again and again
def _parsed(text: str) -> tuple[Credited, ...]:
    line = re.sub(r"[^\S\n\r]+", " ", html.unescape(text)).strip()
    found: list[Credited] = []
    for roles, names in _clauses(line):
        people = _people(names)
        found += [credited._replace(role=_own_role(credited, role)) for role in roles for credited in people]
    cleared = dict.fromkeys(_cleared(credited) for credited in found)
    return tuple(credited for credited in cleared if any(map(str.isalnum, credited.name)))


def _clauses(line: str):
    """(roles, list of names) of each part of the line: "Words by A; photographs by B" has two."""
    for clause in _CLAUSE_END.split(_without_foreign_by(line)):
        roles: tuple[str, ...] = ("text",)
        start = 0
        for lead in _LEAD.finditer(clause):
            yield roles, clause[start : lead.start()]
            roles, start = _roles_of(lead), lead.end()
        yield roles, clause[start:]


def _without_foreign_by(line: str) -> str:
    """ "Von Anna Schmidt" is by Anna Schmidt; "Von Trapp" and "von der Leyen" are names."""
    lead = _FOREIGN_BY.match(line)
    if lead is None or lead.group(1).casefold() in _PARTICLES or not lead.group(1)[0].isupper():
        return line
    return line[lead.end() :]


def _roles_of(lead: re.Match) -> tuple[str, ...]:
    if lead["nouns"]:
        words = re.split(r"\s*(?:,|&|\band\b|\bet\b|\bund\b|\by\b)\s*", lead["nouns"], flags=re.IGNORECASE)
        return tuple(dict.fromkeys(filter(None, map(role_named, words)))) or ("text",)
    if lead["cjk"]:
        return tuple(role for role, nouns in _CJK_NOUNS.items() if lead["cjk"] in nouns.split("|"))
    return ("interview",) if lead["told"] else ("text",)


def role_named(noun: str) -> str:
    """The role a word such as "photographs", "Translator" or "additional_reporting" means, or ""."""
    if noun in ROLES:
        return noun
    noun = noun.replace("_", " ")
    return next((role for role, nouns in _NOUNS.items() if re.fullmatch(nouns, noun, re.IGNORECASE)), "")


def _people(names: str) -> list[Credited]:
    """The names of one clause; a house after a comma belongs to every name before it that has none yet."""
    people: list[Credited] = []
    pieces = _SEPARATOR.split(names)
    for separator, piece in zip([",", *pieces[1::2]], pieces[::2], strict=True):
        piece = _OTHERS.sub("", piece.strip(_EDGES))
        if not piece or piece.casefold() in {"and", "with"}:
            continue
        if people and separator.strip() == "," and _SUFFIX.fullmatch(piece):
            people[-1] = people[-1]._replace(name=f"{people[-1].name}, {piece}")
        elif people and _continues_house(people[-1], separator.strip(), piece):
            people[:] = _of_house(people, separator.strip(), piece)
        else:
            people += [_person(name) for name in _divided(piece)]
    return people


def _continues_house(last: Credited, separator: str, piece: str) -> bool:
    """After a comma: a house's words, or a bare acronym. "Science and Technology" goes on with one word."""
    if separator == ",":
        acronym = _ACRONYM.fullmatch(piece) and not last.name.isupper()
        return bool(acronym or _HOUSE.search(piece))
    joined = bool(last.affiliation) and separator.casefold() in {"and", "&"}
    return joined and " " not in piece and not piece.isupper()


def _of_house(people: list[Credited], separator: str, piece: str) -> list[Credited]:
    before = people[-1].affiliation
    if before:
        joint = ", " if separator == "," else f" {separator} "
        whole = f"{before}{joint}{piece}"
        return [each._replace(affiliation=whole) if each.affiliation == before else each for each in people]
    house = _HOUSE_LEAD.sub("", piece)
    return [each if each.affiliation else each._replace(affiliation=house) for each in people]


def _divided(piece: str) -> list[str]:
    """ "Ana Ruiz y Luis Gómez" are two; "José Ortega y Gasset" and "Pierre et Marie Curie" may be one."""
    parts = _ALSO.split(piece)
    return parts if all(len(part.split()) >= 2 for part in parts) else [piece]


def _person(piece: str) -> Credited:
    brackets = _BRACKETS.search(piece)
    if brackets:
        name = (piece[: brackets.start()] + piece[brackets.end() :]).strip(_EDGES)
        inside = brackets.group(1).strip(_EDGES)
        return (
            _person(name)._replace(affiliation="" if "@" in inside else inside) if name else Credited(inside)
        )
    tail = _TAIL.search(piece) or next(
        (of for of in _OF_HOUSE.finditer(piece) if _HOUSE.search(of.group(1))), None
    )
    if tail and tail.start() > 0:
        return Credited(piece[: tail.start()], affiliation=tail.group(1))
    return Credited(piece)


def _own_role(credited: Credited, role: str) -> str:
    """ "Ana Ruiz (photographs)": the word in brackets is her role, not her house."""
    return role_named(credited.affiliation) or role


def _cleared(credited: Credited) -> Credited:
    house = "" if role_named(credited.affiliation) else credited.affiliation.strip(_EDGES)
    return credited._replace(
        name=_without_full_stop(credited.name.strip(_EDGES)), affiliation=house.rstrip(".")
    )


def _without_full_stop(name: str) -> str:
    """The stop that ends the line goes; the stop of "Davis, Jr." or "Malcolm X." stays."""
    last = name.split()[-1] if name.split() else ""
    shortened = _SUFFIX.fullmatch(last) or len(last) == 2 or "." in last[:-1]
    return name if shortened else name.rstrip(f".{_EDGES}")
