"""How a place in a request is named."""

from collections.abc import Sequence


def path_of(parts: Sequence[str | int]) -> str:
    """`("body", "questions", 0, "text")` → `questions[0].text`."""
    path = ""
    for part in parts[1:] if parts and parts[0] in ("body", "query", "path", "header") else parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or str(parts[0] if parts else "body")
