"""The columns of items: how one may be named, and which of them a text names in braces."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

NAME_LENGTH_MOST = 100
VARIABLE = re.compile(r"\{([^{}]+)\}")
_NEVER_IN_A_NAME = ("Cc", "Zl", "Zp")


def wrong_in_name(name: str) -> str:
    """Why a column cannot have this name, or nothing.

    Screening and the members' pages look for `{name}` too. A name that one of them did not see would reach
    members unscreened, so a name is what every pattern finds.
    """
    if not 0 < len(name) <= NAME_LENGTH_MOST:
        return f"must have 1 to {NAME_LENGTH_MOST} characters"
    if any(one in "{}" or unicodedata.category(one) in _NEVER_IN_A_NAME for one in name):
        return "has a brace, a line break or another control character"
    return ""


def wrong_in_braces(text: str) -> str:
    """Why a name in braces cannot be that of a column, or nothing."""
    return next((wrong for name in VARIABLE.findall(text) if (wrong := wrong_in_name(name))), "")


def columns_in(document: Mapping[str, Any]) -> list[str]:
    """The columns that the questions of an order name, in order."""
    found = [name for question in document["questions"] for name in VARIABLE.findall(question["text"])]
    return list(dict.fromkeys(found))
