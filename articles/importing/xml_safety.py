"""Documents that would grow when read, refused before a parser that expands entities sees them."""

import io

from lxml import etree

from articles.importing.base import UnreadableInput

LONGEST_ENTITY = 1000  # characters: names for letters and words are shorter
GROWING = (
    "It declares XML entities that are built of others, or of files elsewhere; it was refused for safety."
)


def refuse_growing(content: bytes) -> None:
    """Raises UnreadableInput for a DTD with entities made of entities, of long texts or of other resources.

    Plain ones (`<!ENTITY eacute "é">`) are how old feeds write letters and stay. A document whose beginning is
    not XML is left to whoever reads it.
    """
    parser = etree.iterparse(
        io.BytesIO(content.lstrip()),
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        _, element = next(parser, (None, None))
    except etree.XMLSyntaxError as error:
        if "amplification" in str(error):
            raise UnreadableInput(GROWING) from error
        return
    dtd = element.getroottree().docinfo.internalDTD if element is not None else None
    if dtd is not None and any(map(_grows, dtd.iterentities())):
        raise UnreadableInput(GROWING)


def _grows(entity) -> bool:
    content = entity.content
    return content is None or "&" in content or "%" in content or len(content) > LONGEST_ENTITY
