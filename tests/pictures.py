"""Files of pictures as newsrooms get them, drawn on the spot."""

import io

from PIL import Image

ARTIST, COPYRIGHT, DESCRIPTION, GPS = 315, 33432, 270, 0x8825


def picture_file(
    *,
    size=(64, 48),
    colour="teal",
    kind="JPEG",
    mode="RGB",
    credit="",
    byline="",
    caption="",
    gps=False,
    rights="",
) -> bytes:
    """The bytes of a picture whose file says (IPTC-IIM, EXIF) what is given."""
    drawn = Image.new(mode, size, colour)
    exif = Image.Exif()
    for tag, value in {ARTIST: byline, COPYRIGHT: rights, DESCRIPTION: caption}.items():
        if value:
            exif[tag] = value
    if gps:
        exif.get_ifd(GPS).update({1: "N", 2: (51.0, 10.0, 41.0), 3: "E", 4: (3.0, 4.0, 5.0)})
    file = io.BytesIO()
    drawn.save(file, kind, exif=exif)
    return _with_credit(file.getvalue(), credit) if credit else file.getvalue()


def _with_credit(jpeg: bytes, credit: str) -> bytes:
    """The JPEG with an IPTC-IIM credit (dataset 2:110) in its APP13 segment."""
    value = credit.encode()
    iim = b"\x1c\x02\x6e" + len(value).to_bytes(2, "big") + value
    segment = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(iim).to_bytes(4, "big") + iim
    return jpeg[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:]
