"""A stand-in for a service: ready at once, shows its environment, dies or lingers when told to.

With `look-for-kafka` its environment also says whether Kafka answered when it started.
"""

import json
import os
import signal
import socket
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
if "look-for-kafka" in sys.argv:
    with socket.socket() as probe:
        host, port = os.environ["KAFKA_BOOTSTRAP_SERVERS"].split(":")
        os.environ["KAFKA_ANSWERED"] = "yes" if probe.connect_ex((host, int(port))) == 0 else "no"
if "linger" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
HTTPServer((os.environ["HTTP_HOST"], int(os.environ["HTTP_PORT"])), Handler).serve_forever()
