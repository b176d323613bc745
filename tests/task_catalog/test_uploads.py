"""Items as JSON lines or CSV: each broken row is named, the others are taken."""

import pytest

from chassis.errors import Invalid, Refused
from task_catalog.api.uploads import read_items

NDJSON, CSV = "application/x-ndjson", "text/csv; charset=utf-8"


def test_good_json_lines_are_taken_and_numbers_become_texts() -> None:
    assert read_items(NDJSON, b'{"word": "red", "n": 1}\n\n{"word": "blue"}', ["word"])[0] == [
        {"word": "red", "n": "1"},
        {"word": "blue"},
    ]


def test_csv_with_bom_and_crlf_is_read() -> None:
    body = '\ufeffword,n\r\n赤,1\r\n"a ""b""\nc",2\r\n'.encode()
    assert read_items(CSV, body, ["word"]) == ([{"word": "赤", "n": "1"}, {"word": 'a "b"\nc', "n": "2"}], [])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('{"word": ', "JSON"),
        ("[1]", "object"),
        ('{"other": "x"}', "word"),
        ('{"word": null}', "word"),
        ('{"word": {"a": 1}}', "word"),
        ('{"word": "a\\u0000b"}', "U+0000"),
        ('{"word": "' + "x" * 10_001 + '"}', "longer"),
        ('{"word": "x", "": "y"}', "1 to 100"),
        ('{"word": "x", "' + "n" * 101 + '": "y"}', "1 to 100"),
        ('{"word": "x", "a\\nb": "y"}', "line break"),
        ('{"word": "x", "a\\u2028b": "y"}', "line break"),
        ('{"word": "x", "a\\tb": "y"}', "control"),
        ('{"word": "x", "a\\u0085b": "y"}', "control"),
        ('{"word": "x", "{a": "y"}', "brace"),
        ('{"word": "x", "a}": "y"}', "brace"),
    ],
)
def test_a_broken_row_gets_its_own_error(line: str, word: str) -> None:
    good, errors = read_items(NDJSON, f'{{"word": "red"}}\n{line}\n{{"word": "blue"}}'.encode(), ["word"])
    assert [item["word"] for item in good] == ["red", "blue"]
    assert [error.row for error in errors] == [1]
    assert word in errors[0].error


def test_a_csv_row_with_too_few_fields_is_named() -> None:
    good, errors = read_items(CSV, b"word,n\nred\nblue,2\n", ["word"])
    assert (len(good), errors[0].row) == (1, 0)


def test_a_csv_row_with_a_broken_quote_costs_no_other_row() -> None:
    good, errors = read_items(CSV, b'word,n\nred,1\n"a"b,2\nblue,3\n', ["word"])
    assert [item["word"] for item in good] == ["red", "blue"]
    assert [(error.row, error.error[:10]) for error in errors] == [(1, "is not CSV")]


@pytest.mark.parametrize("name", ['"a\nb"', "{a}", "", "n" * 101])
def test_a_csv_file_whose_columns_have_wrong_names_is_refused_as_a_whole(name: str) -> None:
    with pytest.raises(Invalid, match="first line"):
        read_items(CSV, f"word,{name}\nred,1\n".encode(), ["word"])


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        (['1,"oops', "2,3", "4,5", "6,7"], 0),
        (["2,3", '1,"oops', "4,5", "6,7"], 1),
        (["2,3", "4,5", "6,7", '1,"oops'], 3),
        (['1,"oops', "2,3", '4,"5"', "6,7"], 0),
        (['1,"oops', '"2\n2",3', "4,5", '6,"7\r\n7"'], 0),
    ],
)
def test_a_quote_that_nothing_closes_costs_its_own_row_alone(lines: list[str], broken: int) -> None:
    good, errors = read_items(CSV, "\n".join(["word,n", *lines, ""]).encode(), ["word"])
    assert [item["word"][0] for item in good] == ["2", "4", "6"]
    assert [(error.row, error.error[:10]) for error in errors] == [(broken, "is not CSV")]


def test_a_file_in_which_every_other_line_opens_a_quote_is_read() -> None:
    body = "word,n\n" + 'red,"1\nblue,2\n' * 5_000
    good, errors = read_items(CSV, body.encode(), ["word"])
    assert (len(good), len(errors)) == (5_000, 5_000)


def test_a_file_that_would_be_read_again_for_each_of_its_lines_is_refused() -> None:
    body = "a,b\n" + 'x","\n' * 20_000
    with pytest.raises(Invalid, match="quotes"):
        read_items(CSV, body.encode(), [])


def test_numbers_keep_every_digit_that_was_written() -> None:
    body = b'{"id": 123456789012345678901234567890, "price": 1.10, "small": 1e-7}'
    assert read_items(NDJSON, body, []) == (
        [{"id": "123456789012345678901234567890", "price": "1.10", "small": "1e-7"}],
        [],
    )


def test_half_a_surrogate_in_a_column_is_named_in_words_that_can_be_sent() -> None:
    good, errors = read_items(NDJSON, b'{"\\ud800": [1]}\n{"a": "\\udc00"}\n{"b": NaN}', [])
    assert good == []
    assert [error.row for error in errors] == [0, 1, 2]
    for error in errors:
        error.error.encode()


def test_json_that_is_too_deep_is_a_broken_row() -> None:
    body = b"[" * 200_000 + b"\n" + b'{"word": "red"}'
    good, errors = read_items(NDJSON, body, [])
    assert (good, [error.row for error in errors]) == ([{"word": "red"}], [0])


def test_what_is_not_utf_8_is_refused_as_a_whole() -> None:
    with pytest.raises(Invalid, match="UTF-8"):
        read_items(CSV, b"word\n\xff\xfe", ["word"])


def test_another_format_is_415() -> None:
    with pytest.raises(Refused) as refused:
        read_items("application/json", b"[]", [])
    assert refused.value.status == 415
