"""XML of other platforms, read without entities or external parts."""

from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from minijob.moving.draft import BrokenSource


def parsed(text: str) -> Element:
    """The root, with namespaces taken off every name. Raises BrokenSource."""
    if "<!ENTITY" in text or "<!DOCTYPE" in text[: text.find("<![CDATA[") if "<![CDATA[" in text else None]:
        raise BrokenSource("XML with a DTD or entities is not read")
    try:
        root = fromstring(text.strip(), XMLParser())  # noqa: S314 - no entities, see above
    except (ParseError, ValueError, RecursionError) as error:
        raise BrokenSource(f"is not XML: {error}") from None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def text_of(element: Element | None, path: str) -> str:
    """The text at a path below an element, or nothing."""
    return (element.findtext(path) or "").strip() if element is not None else ""
