"""HITs, pools and labelling configurations as draft orders that the platform takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from minijob.cli import app
from minijob.moving import BrokenSource, Draft, Source, read_source
from task_catalog.api.models import OrderBody

FORM = """<?xml version="1.0"?>
<QuestionForm xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2017-11-06/QuestionForm.xsd">
  <Overview><Title>Words</Title><Text>Read the word.</Text></Overview>
  <Question>
    <QuestionIdentifier>colour</QuestionIdentifier><IsRequired>true</IsRequired>
    <QuestionContent><Text>Is ${word} a colour?</Text></QuestionContent>
    <AnswerSpecification><SelectionAnswer><MinSelectionCount>1</MinSelectionCount>
      <MaxSelectionCount>1</MaxSelectionCount><Selections>
      <Selection><SelectionIdentifier>y</SelectionIdentifier><Text>Yes</Text></Selection>
      <Selection><SelectionIdentifier>n</SelectionIdentifier><Text>No</Text></Selection>
    </Selections></SelectionAnswer></AnswerSpecification>
  </Question>
  <Question>
    <QuestionIdentifier>count</QuestionIdentifier><IsRequired>false</IsRequired>
    <QuestionContent><Text>How many letters?</Text><Binary><DataURL>https://x</DataURL></Binary></QuestionContent>
    <AnswerSpecification><FreeTextAnswer><Constraints><IsNumeric/></Constraints></FreeTextAnswer></AnswerSpecification>
  </Question>
  <Question>
    <QuestionIdentifier>photo</QuestionIdentifier>
    <QuestionContent><Text>Upload it</Text></QuestionContent>
    <AnswerSpecification><FileUploadAnswer/></AnswerSpecification>
  </Question>
</QuestionForm>"""
HIT = {
    "Title": "Colours",
    "Description": "Decide quickly.",
    "Reward": "0.05",
    "MaxAssignments": 3,
    "QualificationRequirements": [{"QualificationTypeId": "x"}],
    "Question": FORM,
}
HTML = """<HTMLQuestion xmlns="http://x"><HTMLContent><![CDATA[<!DOCTYPE html>
<html><head><title>t</title></head>
<body><script>go()</script><crowd-form><p>Look at the review.</p><p>${review}</p>
<p>Is it kind?</p><label><input type="radio" name="kind" value="yes" required>Yes</label>
<label><input type="radio" name="kind" value="no">No</label>
<p>Which words?</p><textarea name="words"></textarea><p>Send a file</p><input type="file" name="f"/>
<input type="hidden" name="h"><input type="submit"></crowd-form></body></html>]]></HTMLContent>
<FrameHeight>0</FrameHeight></HTMLQuestion>"""
CROWD = """<HTMLQuestion xmlns="http://x"><HTMLContent><![CDATA[<crowd-form><p>Read it all. FILL</p>
<p>Is ${text} kind?</p><crowd-radio-group><crowd-radio-button name="k">Kind</crowd-radio-button>
<crowd-radio-button name="u" value="unkind">Not kind</crowd-radio-button></crowd-radio-group>
<p>And short?</p><crowd-radio-group><crowd-radio-button name="s">Short</crowd-radio-button>
<crowd-radio-button name="l">Long</crowd-radio-button></crowd-radio-group>
<p>Why?</p><crowd-input name="why"></crowd-input>
<a href="https://example.com/rules">The rules</a></crowd-form>
]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>"""
POOL = {
    "private_name": "pool",
    "reward_per_assignment": 0.02,
    "auto_accept_solutions": False,
    "defaults": {"default_overlap_for_new_task_suites": 5},
    "quality_control": {"configs": [1]},
    "project": {
        "public_name": "感情",
        "public_instructions": "<p>文を<b>読んで</b>ください</p>",
        "task_spec": {
            "input_spec": {"text": {"type": "string"}, "image": {"type": "url"}},
            "output_spec": {
                "mood": {"type": "string", "allowed_values": ["pos", "neg"]},
                "spam": {"type": "boolean", "required": False},
                "score": {"type": "integer", "min_value": 1, "max_value": 9},
                "where": {"type": "coordinates"},
            },
            "view_spec": {
                "type": "tb",
                "config": json.dumps(
                    {
                        "view": {
                            "type": "field.radio-group",
                            "label": "どんな気持ちですか",
                            "data": {"type": "data.output", "path": "mood"},
                            "options": [
                                {"value": "pos", "label": "良い"},
                                {"value": "neg", "label": "悪い"},
                            ],
                        }
                    }
                ),
            },
        },
    },
    "tasks": [{"input_values": {"text": "楽しい", "image": "https://x/1.png"}}],
}
CONFIG = """<View><Header value="Read it"/><Text name="text" value="$text"/><Image name="pic" value="$url"/>
<Choices name="sentiment" toName="text" choice="single" required="true">
  <Choice value="Positive"/><Choice value="Negative"/></Choices>
<Choices name="topics" toName="text" choice="multiple"><Choice value="Food"/><Choice value="Art"/></Choices>
<TextArea name="why" toName="text"/><Rating name="stars" toName="text" maxRating="4"/>
<Labels name="ner" toName="text"><Label value="PER"/></Labels></View>"""


def read(folder: Path, source: Source, text: Any, tasks: Any = None) -> Draft:
    file, rows = folder / "source", folder / "tasks.json"
    file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    if tasks is None:
        return read_source(source, file, None)
    rows.write_text(json.dumps(tasks), encoding="utf-8")
    return read_source(source, file, rows)


def asked(draft: Draft) -> list[tuple[str, str, list[str]]]:
    """Kind, text and options of each question, of an order that the platform takes as a draft."""
    order = draft.order()
    OrderBody.model_validate(order)
    return [(one["kind"], one["text"], one["options"]) for one in order["questions"]]


def left(draft: Draft) -> str:
    return "\n".join(draft.to_json()["not_carried_over"])


def test_a_hit_with_a_question_form(tmp_path: Path) -> None:
    draft = read(tmp_path, "mturk", HIT, [{"word": "red"}, {"word": "table"}])
    assert asked(draft) == [
        ("single", "Is {word} a colour?", ["Yes", "No"]),
        ("number", "How many letters?", []),
    ]
    order = draft.order()
    assert (order["title"], order["answers_per_task"], order["acceptance"]) == ("Colours", 3, "client")
    assert order["instructions"] == "Decide quickly. Words Read the word."
    assert [one["required"] for one in order["questions"]] == [True, False]
    assert draft.items == [{"word": "red"}, {"word": "table"}]
    for what in ("photo", "reward", "qualifications", "pictures", "purpose"):
        assert what in left(draft)


def test_a_hit_of_plain_html(tmp_path: Path) -> None:
    draft = read(tmp_path, "mturk", HTML)
    assert asked(draft) == [("single", "Is it kind?", ["yes", "no"]), ("text", "Which words?", [])]
    assert "{review}" in draft.order()["instructions"]
    assert "field f: a file" in left(draft)
    assert "scripts" in left(draft)
    assert "go()" not in json.dumps(draft.to_json())


def test_a_hit_of_crowd_elements(tmp_path: Path) -> None:
    draft = read(tmp_path, "mturk", CROWD)
    assert asked(draft) == [
        ("single", "Is {text} kind?", ["Kind", "Not kind"]),
        ("single", "And short?", ["Short", "Long"]),
        ("text", "Why?", []),
    ]
    assert "the link to https://example.com/rules" in left(draft)
    assert "instructions" not in left(draft)


def test_instructions_that_are_too_long_are_told_to_be_cut(tmp_path: Path) -> None:
    draft = read(tmp_path, "mturk", CROWD.replace("FILL", "word " * 2_000))
    assert len(draft.order()["instructions"]) == 5_000
    assert "instructions beyond 5000 characters" in left(draft)


def test_a_pool_with_its_project_and_tasks(tmp_path: Path) -> None:
    draft = read(tmp_path, "toloka", POOL)
    assert asked(draft) == [
        ("single", "{text} どんな気持ちですか", ["良い", "悪い"]),
        ("single", "spam", ["Yes", "No"]),
        ("number", "score", []),
    ]
    order = draft.order()
    assert (order["title"], order["answers_per_task"], order["acceptance"]) == ("感情", 5, "client")
    assert order["instructions"] == "文を 読んで ください"
    assert (order["questions"][2]["min"], order["questions"][2]["max"]) == (1, 9)
    assert draft.items == [{"text": "楽しい", "image": "https://x/1.png"}]
    for what in ("reward", "quality control", "where", "input image"):
        assert what in left(draft)


def test_a_labelling_configuration_with_its_tasks(tmp_path: Path) -> None:
    draft = read(tmp_path, "label-studio", CONFIG, [{"data": {"text": "Nice", "boxes": [1]}}])
    assert asked(draft) == [
        ("single", "{text} sentiment", ["Positive", "Negative"]),
        ("multi", "{text} topics", ["Food", "Art"]),
        ("text", "{text} why", []),
        ("rating", "{text} stars", []),
    ]
    assert draft.items == [{"text": "Nice"}]
    for what in ("<Image", "<Labels", "column boxes"):
        assert what in left(draft)


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("mturk", "<QuestionForm", "is not XML"),
        ("mturk", '<!DOCTYPE x [<!ENTITY a "b">]><QuestionForm>&a;</QuestionForm>', "DTD or entities"),
        ("mturk", "<ExternalQuestion><ExternalURL>https://x</ExternalURL></ExternalQuestion>", "elsewhere"),
        ("mturk", {"Title": "no question"}, "no question of a HIT"),
        ("mturk", {**HIT, "MaxAssignments": "many"}, "a value that is none"),
        ("mturk", "<QuestionForm/>", "no question could be carried over"),
        ("toloka", "[]", "JSON object"),
        ("toloka", "{", "is not JSON"),
        ("toloka", {"task_spec": {"output_spec": {"f": {"type": "file"}}}}, "no question could be"),
        ("label-studio", "<Choices/>", "begins with <View>"),
        ("label-studio", "<View><Rating name='r' maxRating='x'/></View>", "a value that is none"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, source: Source, text: Any, why: str) -> None:
    with pytest.raises(BrokenSource, match=why):
        read(tmp_path, source, text).to_json()


def test_the_command_prints_the_draft_and_fails_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "config.xml"
    file.write_text(CONFIG, encoding="utf-8")
    done = CliRunner().invoke(app, ["import", "label-studio", str(file), "--json"])
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"order", "items", "not_carried_over"}
    file.write_text("<View/>", encoding="utf-8")
    assert CliRunner().invoke(app, ["import", "label-studio", str(file)]).exit_code == 1
