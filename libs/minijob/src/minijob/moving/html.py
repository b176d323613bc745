"""The form of an HTML page: its fields as questions, its words as instructions."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

from minijob.moving.draft import INSTRUCTIONS_MAX, Draft, plain

CHOICES = {"radio": "single", "checkbox": "multi", "crowd-radio-button": "single", "crowd-checkbox": "multi"}
TEXTS = {"text": "text", "search": "text", "number": "number", "range": "number"}
SILENT = {"hidden", "submit", "button", "reset", "image"}
UNSEEN = {"script", "style", "head", "title"}
OURS = {"crowd-form", "crowd-button", "crowd-instructions"}


@dataclass
class Field:
    """A field in the making: the words before it, and its options."""

    kind: str
    text: str
    required: bool = False
    options: list[str] = field(default_factory=list)


class Form(HTMLParser):
    """Reads a page into a draft; call `read` once."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.fields: dict[str, Field] = {}
        self._words: list[str] = []
        self._said: list[str] = []
        self._hidden = 0
        self._option: list[str] | None = None
        self._group = ""  # the one question of the radio buttons that stand together
        self._labelled: list[str] | None = None  # whose last option says its label next

    def read(self, page: str) -> None:
        """Adds what the page asks and says to the draft."""
        self.feed(page)
        self.close()
        for name, one in self.fields.items():
            self.draft.ask(name, one.kind, one.text or name, one.options, required=one.required)
        said = plain(" ".join([*self._said, *self._words]), INSTRUCTIONS_MAX + 1)
        self.draft.instructions = plain(f"{self.draft.instructions} {said}", INSTRUCTIONS_MAX + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name") or given.get("id") or tag
        if tag in UNSEEN:
            self._hidden += tag != "head"
            self.draft.leave("scripts and styles") if tag in ("script", "style") else None
        elif tag == "input":
            self._input(name, given)
        elif tag in ("crowd-radio-button", "crowd-checkbox"):
            group = self._group or name
            self._choice(group, CHOICES[tag], given.get("value") or name, given)
            self._labelled = self.fields[group].options
        elif tag == "crowd-radio-group":
            self._group = given.get("name") or given.get("id") or f"group {len(self.fields) + 1}"
        elif tag in ("textarea", "crowd-text-area", "crowd-input"):
            self._field(name, "number" if given.get("type") == "number" else "text", given)
        elif tag == "select":
            self._field(name, "single", given)
            self._option = self.fields[name].options
        elif tag == "option" and self._option is not None and given.get("value"):
            self._option.append(given.get("label") or given["value"])
        elif tag in ("crowd-classifier", "crowd-classifier-multi-select"):
            self._classifier(name, tag, given)
        elif tag == "a" and given.get("href"):
            self.draft.leave(f"the link to {given['href']}: state it in links if members are to read it")
        elif tag in ("img", "video", "audio", "iframe", "canvas"):
            self.draft.leave(f"<{tag}>: members read texts")
        elif tag.startswith("crowd-") and tag not in OURS:
            self.draft.leave(f"<{tag}>: there is no such question here")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN and tag != "head":
            self._hidden = max(0, self._hidden - 1)
        if tag == "select":
            self._option = None
        elif tag == "crowd-radio-group":
            self._group = ""
        elif tag in ("crowd-radio-button", "crowd-checkbox"):
            self._labelled = None

    def handle_data(self, data: str) -> None:
        if self._hidden or self._option is not None or not data.strip():
            return
        if self._labelled is None:
            self._words.append(data.strip())
        else:
            self._labelled[-1] = data.strip()

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in CHOICES:
            self._choice(name, CHOICES[kind], given.get("value") or name, given)
        elif kind in TEXTS:
            self._field(name, TEXTS[kind], given)
        elif kind not in SILENT:
            self.draft.leave(f"field {name}: a {kind} cannot be asked here")

    def _field(self, name: str, kind: str, given: dict[str, str]) -> Field:
        """The field of this name; the words since the last field are its text."""
        if name not in self.fields:
            *before, text = self._words or [given.get("label") or given.get("placeholder") or ""]
            self._said += before
            self._words = []
            self.fields[name] = Field(kind, text)
        self.fields[name].required |= "required" in given
        return self.fields[name]

    def _choice(self, name: str, kind: str, value: str, given: dict[str, str]) -> None:
        is_new = name not in self.fields
        self._field(name, kind, given).options.append(value)
        if not is_new:
            self._words = []  # the labels of the options before

    def _classifier(self, name: str, tag: str, given: dict[str, str]) -> None:
        try:
            options = [str(one) for one in json.loads(given.get("categories", "[]").replace("'", '"'))]
        except (ValueError, RecursionError):
            options = []
        one = self._field(name, "multi" if "multi" in tag else "single", {**given, "required": ""})
        one.text, one.options = given.get("header") or one.text, options
