"""How the guard is measured: what counts as hidden."""

from pathlib import Path

import pytest

from screening_policy.guard.evaluation import main, things


def test_only_what_is_masked_to_its_last_letter_counts_as_hidden() -> None:
    [phone] = things("phone\tplain\t電話は⟦090-4821-7730⟧です")
    assert (phone.hidden, phone.named) == (True, True)
    [colour] = things("phone\tplain\t好きな色は⟦青⟧です")
    assert (colour.hidden, colour.named) == (False, False)


def test_what_is_hidden_under_another_kind_is_hidden_all_the_same() -> None:
    [mistaken] = things("licence\tplain\t電話は⟦090-4821-7730⟧です")
    assert (mistaken.hidden, mistaken.named) == (True, False)


def test_a_line_may_hold_several() -> None:
    first, second = things("email\tplain\t⟦a@example.com⟧ か ⟦b@example.com⟧")
    assert first.hidden
    assert second.hidden


def test_below_what_is_promised_the_command_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "positives.tsv").write_text("phone\tplain\t⟦青⟧\n" * 2, "utf-8")
    (tmp_path / "clean.txt").write_text("赤\n白\n", "utf-8")
    assert main([str(tmp_path)]) == 1
    assert "青" not in capsys.readouterr().out
