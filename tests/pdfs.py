"""PDF documents as newsrooms get them, written on the spot (ISO 32000-1)."""

import hashlib
from collections.abc import Iterable

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")  # 7.6.3.3
FILE_ID = b"0123456789abcdef"


def pdf_file(
    *,
    words: str = "The Strait Report",
    pages: int = 2,
    size=(595, 842),
    password: str | None = None,
    colour: str = "0.1 0.35 0.4",
) -> bytes:
    """A document of coloured pages with words on them. `size` is in points. With a `password`, even an empty one, its
    trailer says that it is encrypted (7.6.3, 40 bits)."""
    kids = " ".join(f"{4 + number * 2} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(pages):
        drawn = f"{colour} rg 0 0 {size[0]} {size[1]} re f BT 1 g /F1 36 Tf 60 600 Td ({words}, page {number + 1}) Tj ET"
        box, resources = f"[0 0 {size[0]} {size[1]}]", "<< /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {5 + number * 2} 0 R /Resources {resources} >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    return _written(objects, password)


def _written(objects: Iterable[str], password: str | None) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{said}\nendobj\n".encode("latin-1")
    begin = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"/Size {len(places) + 1} /Root 1 0 R /ID [<{FILE_ID.hex()}> <{FILE_ID.hex()}>]"
    if password is not None:
        trailer += f" /Encrypt {_encryption(password)}"
    return out + f"trailer\n<< {trailer} >>\nstartxref\n{begin}\n%%EOF\n".encode()


def _encryption(password: str) -> str:
    """The standard security handler's dictionary for a user's password (algorithms 2, 3 and 4)."""
    padded = (password.encode() + PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    allowed = -4
    key = hashlib.md5(padded + owner + (allowed & 0xFFFFFFFF).to_bytes(4, "little") + FILE_ID).digest()[:5]
    user = _rc4(key, PADDING)
    return f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {allowed} >>"


def _rc4(key: bytes, text: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in text:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
