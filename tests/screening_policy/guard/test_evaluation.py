"""How the guard is measured: what counts as hidden."""

from pathlib import Path

import pytest

from screening_policy.guard.evaluation import main, report, things

CORPUS = Path(__file__).parents[3] / "libs/screening-policy/corpus/guard"


def test_the_tuned_half_of_the_corpus_is_kept_in_every_kind_and_notation() -> None:
    assert report(CORPUS, "tuned", misses=False)


def test_no_example_is_in_both_halves() -> None:
    for name in ("positives.tsv", "clean.txt"):
        tuned, held_back = (
            (CORPUS / f"{half}_{name}").read_text("utf-8").splitlines() for half in ("tuned", "held_back")
        )
        in_both = len(set(tuned) & set(held_back))
        assert in_both == 0  # nothing that is held back is printed


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


def corpus(folder: Path, positives: str, clean: str) -> list[str]:
    for half in ("tuned", "held_back"):
        (folder / f"{half}_positives.tsv").write_text(positives, "utf-8")
        (folder / f"{half}_clean.txt").write_text(clean, "utf-8")
    return [str(folder)]


def test_what_is_kept_is_a_success(tmp_path: Path) -> None:
    assert main(corpus(tmp_path, "phone\tplain\t⟦090-4821-7730⟧\n", "赤\n白\n")) == 0


def test_below_what_is_promised_the_command_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(corpus(tmp_path, "phone\tplain\t⟦青⟧\n", "赤\n白\n")) == 1
    assert "青" not in capsys.readouterr().out


def test_one_kind_below_the_promise_fails_however_good_the_others_are(tmp_path: Path) -> None:
    positives = "phone\tplain\t⟦090-4821-7730⟧\n" * 99 + "plate\tplain\t⟦青⟧\n"
    assert main(corpus(tmp_path, positives, "赤\n白\n")) == 1


def test_one_notation_with_enough_examples_fails_by_itself(tmp_path: Path) -> None:
    missed = "phone\tkanji\t⟦青⟧\n"
    found = "phone\tplain\t⟦090-4821-7730⟧\n" * 980 + "phone\tkanji\t⟦〇九〇の四八二一の七七三〇⟧\n" * 19
    assert main(corpus(tmp_path, found + missed, "赤\n白\n")) == 1
    assert main(corpus(tmp_path, found.replace("kanji", "words") + missed, "赤\n白\n")) == 0


def test_too_many_false_masks_fail(tmp_path: Path) -> None:
    positives = "phone\tplain\t⟦090-4821-7730⟧\n"
    assert main(corpus(tmp_path, positives, "赤\n" * 48 + "090-4821-7730\n" * 2)) == 1
    assert main(corpus(tmp_path, positives, "赤\n" * 49 + "090-4821-7730\n")) == 0
