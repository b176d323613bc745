"""`python -m minijob`."""

from minijob.cli import app

app()
