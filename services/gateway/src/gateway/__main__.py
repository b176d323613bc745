"""`python -m gateway serve` runs the gateway."""

import sys

from gateway.service import serve


def main(arguments: list[str]) -> int:
    """Exit code 0 after an orderly stop, 2 for a command that does not exist."""
    if arguments not in ([], ["serve"]):
        print("usage: python -m gateway [serve]", file=sys.stderr)
        return 2
    serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
