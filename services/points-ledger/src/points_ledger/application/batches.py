"""Many commands of a partner as one that is done as a whole or not at all."""

from collections.abc import Sequence

from chassis.command import Aggregates, Command, Outcome
from chassis.errors import FieldError, Invalid, Refused


class RowRefused(Refused):
    """One row could not be done, so none was."""

    def __init__(self, index: int, cause: Refused) -> None:
        super().__init__(f"rows[{index}]: {cause.detail}; nothing was done", cause.code)


def batch(key: str, digest: bytes, commands: Sequence[Command]) -> Command:
    """All of the commands in one; what the rows' own references have done already is not done again."""
    streams = {stream.id: stream for command in commands for stream in command.streams}

    def decide(found: Aggregates) -> Outcome:
        for index, command in enumerate(commands):
            try:
                command.decide(found)
            except Invalid as refusal:
                raise Invalid(
                    [FieldError(f"rows[{index}].{error.where}", error.message) for error in refusal.errors]
                ) from None
            except Refused as refusal:
                raise RowRefused(index, refusal) from None
        return Outcome(200, {"rows": len(commands)})

    return Command(key, list(streams.values()), decide, digest)
