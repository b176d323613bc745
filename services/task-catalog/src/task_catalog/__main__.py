"""`python -m task_catalog serve`."""

import sys

from chassis.serving import serve
from task_catalog.service import SERVICE
from task_catalog.settings import CatalogSettings

if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["serve"]):
        sys.exit("usage: python -m task_catalog [serve]")
    serve(SERVICE, CatalogSettings())
