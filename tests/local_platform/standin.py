"""A stand-in for a service: ready at once, shows its environment, dies or lingers when told to."""

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    """GET /health/ready answers as the command line says, anything else answers the environment."""

    def do_GET(self) -> None:
        """Answer."""
        ready = "never-ready" not in sys.argv
        self.send_response(200 if ready else 503)
        self.end_headers()
        self.wfile.write(json.dumps(dict(os.environ)).encode())


if "crash" in sys.argv:
    sys.exit("no database here")
if "linger" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
HTTPServer((os.environ["HTTP_HOST"], int(os.environ["HTTP_PORT"])), Handler).serve_forever()
