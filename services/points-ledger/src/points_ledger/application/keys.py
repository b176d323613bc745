"""What was done under a key, for a request whose subject is gone since."""

from chassis.command import Aggregates, Command, Outcome
from chassis.errors import Unavailable


class NotDone(Unavailable):
    """Nothing was done under the key; a refusal that is remembered under none."""

    def __init__(self) -> None:
        super().__init__("nothing was done under this key")


def again(command: Command) -> Command:
    """The first answer to the command, if it was done. Raises NotDone."""

    def decide(found: Aggregates) -> Outcome:
        raise NotDone

    return Command(command.key, [], decide, command.digest)
