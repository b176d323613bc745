"""A HIT of Amazon Mechanical Turk: its settings as JSON, its question as XML (QuestionForm or HTML)."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from minijob.moving.draft import BrokenSource, Draft
from minijob.moving.html import Form
from minijob.moving.xml import parsed, text_of

SETTINGS = {
    "Reward": "the reward in dollars: it is 10 points a minute until you change it",
    "QualificationRequirements": "qualifications of workers: an audience here is age and prefecture",
    "LifetimeInSeconds": "the lifetime: an order ends when it is answered, or when you close it",
    "AssignmentDurationInSeconds": "the time allowed: it is ten times estimated_minutes; check those",
    "Keywords": "keywords",
    "AssignmentReviewPolicy": "the review policy of assignments",
    "HITReviewPolicy": "the review policy of the HIT",
    "HITLayoutId": "the layout: export the HIT with its question",
}
_VARIABLE = re.compile(r"\$\{(\w+)\}")


def read(hit: dict[str, Any]) -> Draft:
    """The questions of the form, `${column}` as `{column}`."""
    draft = Draft(
        title=str(hit.get("Title") or ""),
        instructions=str(hit.get("Description") or ""),
        answers_per_task=int(hit.get("MaxAssignments") or 1),
        acceptance="automatic" if hit.get("AutoApprovalDelayInSeconds") == 0 else "client",
    )
    for setting, what in SETTINGS.items():
        if hit.get(setting):
            draft.leave(what)
    text = _VARIABLE.sub(r"{\1}", str(hit.get("Question") or ""))
    root = parsed(text) if text else None
    match root.tag if root is not None else "":
        case "QuestionForm":
            _form(draft, root)  # type: ignore[arg-type]
        case "HTMLQuestion":
            Form(draft).read(text_of(root, "HTMLContent"))
        case "ExternalQuestion":
            raise BrokenSource(
                "the question is a page elsewhere; members never leave this platform to answer"
            )
        case other:
            raise BrokenSource(f"<{other}> is no question of a HIT")
    return draft


def text_of_html(text: str) -> str:
    """What a person reads of it."""
    form = Form(Draft())
    form.read(text)
    return form.draft.instructions or text if "<" in text else text


def _form(draft: Draft, root: Element) -> None:
    said = [_read(draft, overview) for overview in root.findall("Overview")]
    draft.instructions = " ".join([draft.instructions, *said])
    for question in root.findall("Question"):
        content = question.find("QuestionContent")
        text = _read(draft, content) if content is not None else ""
        name = text_of(question, "QuestionIdentifier")
        required = text_of(question, "IsRequired") == "true"
        _answer(draft, name, text or text_of(question, "DisplayName"), required, question)


def _read(draft: Draft, content: Element) -> str:
    for tag in ("Binary", "EmbeddedBinary", "Application"):
        if content.find(tag) is not None:
            draft.leave("pictures, sound and applications: members read texts")
    parts = [element.text or "" for element in content.iter() if element.tag in ("Title", "Text", "ListItem")]
    parts += [text_of_html(element.text or "") for element in content.iter("FormattedContent")]
    return " ".join(part.strip() for part in parts)


def _answer(draft: Draft, name: str, text: str, required: bool, question: Element) -> None:
    selection = question.find("AnswerSpecification/SelectionAnswer")
    free = question.find("AnswerSpecification/FreeTextAnswer")
    if selection is not None:
        options = [text_of(one, "Text") for one in selection.iter("Selection")]
        most = text_of(selection, "MaxSelectionCount")
        draft.ask(
            name, "multi" if most.isdigit() and int(most) > 1 else "single", text, options, required=required
        )
        if selection.find("Selections/OtherSelection") is not None:
            draft.leave(f"question {name}: a choice has no free other answer")
    elif free is not None:
        numeric = free.find("Constraints/IsNumeric")
        if free.find("Constraints/AnswerFormatRegex") is not None:
            draft.leave(f"question {name}: the pattern of its answers")
        draft.ask(name, "text" if numeric is None else "number", text, required=required)
    else:
        draft.leave(f"question {name}: only choices, texts and numbers can be asked")
