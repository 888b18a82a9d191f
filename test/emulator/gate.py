"""What the functions' calls to AWS pass on their way to the emulator: it notes each call's region, and can leave a region unanswered."""

import http.client
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The signature of a call names the region and the service that it is for.
SCOPE = re.compile(r"Credential=[^/]+/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")


class Gate(ThreadingHTTPServer):
    """Forwards to the emulator."""

    daemon_threads = True

    def __init__(self, emulator_port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passage)
        self.emulator_port = emulator_port
        self.calls: list[tuple[str, str]] = []
        """The region and the service of every call, answered or not."""
        self.lost: set[str] = set()
        """Regions that answer nothing."""

    @property
    def url(self) -> str:
        """Where calls go."""
        return f"http://127.0.0.1:{self.server_port}"


class Passage(BaseHTTPRequestHandler):
    """One call."""

    server: Gate

    def do_POST(self) -> None:  # pylint: disable=invalid-name
        """Notes it and forwards it. What the functions use speaks POST alone: another method is refused with 501."""
        body = self.rfile.read(int(self.headers["content-length"]))
        scope = SCOPE.search(self.headers["authorization"])
        assert scope is not None
        self.server.calls.append((scope["region"], scope["service"]))
        if scope["region"] in self.server.lost:
            self.send_error(503)
            return
        emulator = http.client.HTTPConnection("127.0.0.1", self.server.emulator_port, timeout=30)
        try:
            emulator.request("POST", self.path, body, dict(self.headers))
            answer = emulator.getresponse()
            content = answer.read()
        finally:
            emulator.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # pylint: disable=redefined-builtin
        """Prints nothing."""
