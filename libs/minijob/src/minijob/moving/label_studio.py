"""A labelling configuration of Label Studio."""

import re
from xml.etree.ElementTree import Element

from minijob.moving.draft import BrokenSource, Draft
from minijob.moving.xml import parsed

SHOWN = {"Text", "HyperText", "Paragraphs"}
MEDIA = {"Image", "Audio", "Video", "Table", "TimeSeries", "List"}
_COLUMN = re.compile(r"\$\{?(\w+)\}?")


def read(text: str) -> Draft:
    """Choices, text areas, ratings and numbers become questions; the texts that are labelled, columns."""
    root = parsed(text)
    if root.tag != "View":
        raise BrokenSource("a labelling configuration begins with <View>")
    draft = Draft(title="Imported from Label Studio", acceptance="client")
    headers = [_columns(header.get("value", "")) for header in root.iter("Header")]
    draft.instructions = " ".join(headers)
    shown = {
        element.get("name", ""): _COLUMN.findall(element.get("value", ""))
        for element in root.iter()
        if element.tag in SHOWN
    }
    for element in root.iter():
        _element(draft, element, shown)
    draft.show([column for columns in shown.values() for column in columns])
    return draft


def _columns(text: str) -> str:
    return _COLUMN.sub(r"{\1}", text)


def _element(draft: Draft, element: Element, shown: dict[str, list[str]]) -> None:
    name = element.get("name", "")
    columns = " ".join(f"{{{column}}}" for column in shown.get(element.get("toName", ""), ()))
    text = f"{columns} {element.get('title') or element.get('header') or name}"
    required = element.get("required", "false").lower() == "true"
    match element.tag:
        case "Choices":
            kind = "multi" if element.get("choice", "single") == "multiple" else "single"
            options = [one.get("alias") or one.get("value") for one in element.iter("Choice")]
            draft.ask(name, kind, text, options, required=required)
            if element.get("visibleWhen"):
                draft.leave(f"{name}: it was shown only at times; here it is always")
        case "TextArea":
            draft.ask(name, "text", text, required=required)
        case "Rating":
            draft.ask(name, "rating", text, min=1, max=int(element.get("maxRating", "5")), required=required)
        case "Number":
            bounds = {
                bound: int(float(element.get(bound, ""))) for bound in ("min", "max") if element.get(bound)
            }
            draft.ask(name, "number", text, (), required=required, **bounds)
        case tag if tag in MEDIA:
            draft.leave(f"<{tag} name={name!r}>: members read texts; put a description into a column")
        case tag if tag not in {"View", "Header", "Choice", "Label", "Style", "Filter"} | SHOWN:
            draft.leave(f"<{tag} name={name!r}>: there is no such question here")
