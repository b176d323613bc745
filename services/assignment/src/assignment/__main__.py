"""`python -m assignment serve` runs the service."""

import sys

from assignment.service import SERVICE
from assignment.settings import AssignmentSettings
from chassis.serving import serve


def main(arguments: list[str]) -> int:
    """Exit code 0 after an orderly stop, 2 for a command that does not exist."""
    if arguments not in ([], ["serve"]):
        print("usage: python -m assignment [serve]", file=sys.stderr)
        return 2
    serve(SERVICE, AssignmentSettings())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
