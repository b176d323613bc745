"""`python -m order_screening serve` runs the service."""

import sys

from chassis.service import serve
from order_screening.service import ScreeningSettings, screening_service


def main(arguments: list[str]) -> int:
    """Exit code 0 after an orderly stop, 2 for a command that does not exist."""
    if arguments not in ([], ["serve"]):
        print("usage: python -m order_screening [serve]", file=sys.stderr)
        return 2
    settings = ScreeningSettings()
    serve(screening_service(settings.is_local, settings.screening_seconds), settings)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
