"""What a picture file says about itself, by the IPTC Photo Metadata Standard 2023.1.

Of the three places a statement may stand, XMP is believed before IPTC-IIM (4.2) and IIM before EXIF (2.32).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin, TiffImagePlugin

T = TypeVar("T")

_LONGEST = 10_000  # characters of one statement
_MOST_KEYWORDS = 200

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_NO_DATASET, _NO_TAG = (0, 0), -1
_PLACES = {
    # our name: XMP property, IIM record and dataset, EXIF tag
    "credit": ("photoshop:Credit", (2, 110), _NO_TAG),
    "source": ("photoshop:Source", (2, 115), _NO_TAG),
    "byline": ("dc:creator", (2, 80), 315),
    "copyright": ("dc:rights", (2, 116), 33432),
    "caption": ("dc:description", (2, 120), 270),
    "headline": ("photoshop:Headline", (2, 105), _NO_TAG),
    "alt": ("core:AltTextAccessibility", _NO_DATASET, _NO_TAG),
    "usage_terms": ("xmpRights:UsageTerms", _NO_DATASET, _NO_TAG),
    "web_statement": ("xmpRights:WebStatement", _NO_DATASET, _NO_TAG),
    "licensor_url": ("plus:LicensorURL", _NO_DATASET, _NO_TAG),
    "instructions": ("photoshop:Instructions", (2, 40), _NO_TAG),
    "date_created": ("photoshop:DateCreated", (2, 55), 36867),
    "digital_source_type": ("ext:DigitalSourceType", _NO_DATASET, _NO_TAG),
}
_KEYWORDS = ("dc:subject", (2, 25))
_SEVERAL = {"byline"}  # a list of people; of other lists (languages) one entry is taken
_EXIF_IFD, _GPS_IFD, _GPS_VERSION = 0x8769, 0x8825, 0
_PHOTOSHOP, _IIM_RESOURCE = b"Photoshop 3.0\0", 0x0404


@dataclass(frozen=True, slots=True)
class Metadata:
    """The statements of a picture file. All plain text, "" when it says nothing; dates in ISO 8601 as written."""

    credit: str = ""
    source: str = ""
    byline: str = ""
    copyright: str = ""
    caption: str = ""
    headline: str = ""
    alt: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    instructions: str = ""
    date_created: str = ""
    digital_source_type: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataBlocks:
    """The raw blocks of a file, kept so that the decoded picture need not be."""

    xmp: bytes = b""
    iim: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)
    exif: dict[int, str] = field(default_factory=dict)
    has_gps: bool = False


def collect_blocks(image: Image.Image, content: bytes) -> MetadataBlocks:
    """The blocks of an opened and decoded image and its file. Broken ones are left out; never raises."""
    xmp = _guarded(lambda: _xmp(image, content), b"")
    nothing: tuple[dict[int, str], bool] = ({}, False)
    exif, has_gps = _guarded(lambda: _exif(image), nothing)
    return MetadataBlocks(xmp, _guarded(lambda: _iim(image), {}), exif, has_gps or b"GPSLatitude" in xmp)


def parse_blocks(blocks: MetadataBlocks) -> Metadata:
    """The statements in the blocks. What cannot be read counts as not said; never raises."""
    properties = _xmp_properties(blocks.xmp)
    iim = {place: [_decoded(value) for value in values] for place, values in blocks.iim.items()}
    said: dict[str, str] = {}
    for name, (xmp_name, dataset, tag) in _PLACES.items():
        values = properties.get(xmp_name) or iim.get(dataset) or [blocks.exif.get(tag, "")]
        said[name] = _tidy(", ".join(values) if name in _SEVERAL else values[0])
    said["date_created"] = _iso_date(said["date_created"])
    words = [_tidy(word) for word in properties.get(_KEYWORDS[0]) or iim.get(_KEYWORDS[1]) or []]
    return Metadata(**said, keywords=tuple(dict.fromkeys(filter(None, words[:_MOST_KEYWORDS]))))


def _guarded(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:
        return otherwise


def _xmp(image: Image.Image, content: bytes) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not packet and image.format == "GIF":  # Pillow does not keep it
        start = content.find(b"<x:xmpmeta")
        packet = content[start : content.find(b"</x:xmpmeta>", start) + 12] if start >= 0 else b""
    return packet.encode("utf-8", "replace") if isinstance(packet, str) else bytes(packet)


def _iim(image: Image.Image) -> dict[tuple[int, int], list[bytes]]:
    """Datasets by (record, number); of several blocks in a JPEG the first to hold a dataset counts."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        found: dict[tuple[int, int], list[bytes]] = {}
        for name, segment in getattr(image, "applist", ()):
            for iim in _photoshop_iim(segment) if name == "APP13" else ():
                found = {**_datasets(iim), **found}
        return found
    in_tiff = IptcImagePlugin.getiptcinfo(image) or {}
    return {place: value if isinstance(value, list) else [value] for place, value in in_tiff.items()}


def _photoshop_iim(segment: bytes) -> Iterator[bytes]:
    """The IIM bytes in one JPEG APP13 segment: its Photoshop image resources 1028, of which there should be one."""
    position = len(_PHOTOSHOP)
    while segment.startswith(_PHOTOSHOP) and segment[position : position + 4] == b"8BIM":
        resource = int.from_bytes(segment[position + 4 : position + 6], "big")
        name_length = segment[position + 6] + 1
        start = position + 6 + name_length + name_length % 2 + 4
        length = int.from_bytes(segment[start - 4 : start], "big")
        if resource == _IIM_RESOURCE:
            yield segment[start : start + length]
        position = start + length + length % 2


def _datasets(iim: bytes) -> dict[tuple[int, int], list[bytes]]:
    """IIM 4.2, 1.5: a tag marker, record, dataset, length in two bytes, value. Reads up to the first flaw."""
    found: dict[tuple[int, int], list[bytes]] = {}
    position = 0
    while iim[position : position + 1] == b"\x1c" and position + 5 <= len(iim):
        place = (iim[position + 1], iim[position + 2])
        length = int.from_bytes(iim[position + 3 : position + 5], "big")
        position += 5
        if length & 0x8000:  # an extended dataset: so many bytes of length follow
            size_bytes = length & 0x7FFF
            length = int.from_bytes(iim[position : position + size_bytes], "big")
            position += size_bytes
        found.setdefault(place, []).append(iim[position : position + length])
        position += length
    return found


def _exif(image: Image.Image) -> tuple[dict[int, str], bool]:
    exif = image.getexif()
    tags = {**exif, **_guarded(lambda: exif.get_ifd(_EXIF_IFD), {})}
    wanted = {tag for _, _, tag in _PLACES.values()}
    texts = {tag: _exif_text(value) for tag, value in tags.items() if tag in wanted}
    gps: dict[int, object] = _guarded(lambda: exif.get_ifd(_GPS_IFD), {})
    return texts, any(tag != _GPS_VERSION for tag in gps)


def _exif_text(value: object) -> str:
    """EXIF text is ASCII by the standard and UTF-8 in practice; Pillow hands it over read as Latin-1."""
    if not isinstance(value, (str, bytes)):
        return ""
    raw = value.encode("latin-1", "replace") if isinstance(value, str) else value
    parts = (_decoded(part).strip() for part in raw.split(b"\0"))  # 33432: photographer, NUL, editor
    return ", ".join(filter(None, parts))


def _decoded(raw: bytes) -> str:
    """UTF-8 where it is UTF-8, whether or not IIM 1:90 says so: writers often forget it. Else Windows Latin."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _xmp_properties(packet: bytes) -> dict[str, list[str]]:
    """Each property we know with its values, wherever in the packet it stands (ISO 16684-1)."""
    known = {f"{{{_NAMESPACES[prefix]}}}{local}": f"{prefix}:{local}" for prefix, local in _known_names()}
    found: dict[str, list[str]] = {}
    root = _parsed(packet)
    for element in root.iter() if root is not None else ():
        if element.tag in known:
            found.setdefault(known[element.tag], _values(element))
        for name in element.attrib.keys() & known.keys():
            found.setdefault(known[name], [element.attrib[name]])
    return {
        name: kept for name, values in found.items() if (kept := [value for value in values if value.strip()])
    }


def _known_names() -> list[tuple[str, ...]]:
    return [tuple(name.split(":")) for name in [*(place[0] for place in _PLACES.values()), _KEYWORDS[0]]]


def _parsed(packet: bytes) -> Element | None:
    """The packet without the padding around it. Entities and document types are refused, not expanded."""
    body = packet.strip(b"\0 \r\n\t")
    if not body:
        return None
    try:
        return fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None


def _values(element: Element) -> list[str]:
    items = element.findall(f".//{RDF}li")
    if not items:
        return ["".join(element.itertext()) or element.attrib.get(f"{RDF}resource", "")]
    default_first = sorted(items, key=lambda item: item.attrib.get(_LANGUAGE) != "x-default")
    return ["".join(item.itertext()) for item in default_first]


def _tidy(text: str) -> str:
    lines = (
        re.sub(r"[^\S\n]+", " ", line).strip() for line in re.split(r"\r\n|[\r\n\x0b\x0c]", text[:_LONGEST])
    )
    return re.sub("[\x00-\x09\x0e-\x1f\x7f\ud800-\udfff]", "", "\n".join(lines)).strip()


def _iso_date(text: str) -> str:
    """IIM writes 20240501, EXIF 2024:05:01 08:30:00; XMP is ISO 8601 already. "" for what is no date."""
    match = re.match(r"([0-9]{4})[-:]?([0-9]{2})[-:]?([0-9]{2})(?:[T ]([0-9:.]+(?:Z|[+-][0-9:]+)?))?", text)
    if not match:
        return text if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", text) else ""
    day = "-".join(match.group(1, 2, 3))
    return "" if "00" in match.group(2, 3) else f"{day}T{match[4]}" if match[4] else day
