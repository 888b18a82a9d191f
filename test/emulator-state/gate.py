"""What Terraform's and the command line's calls to AWS pass on their way to the emulator: it can cut a region off."""

import re
import socket
import threading
from types import TracebackType

# The signature of a call names the region that it is for.
SCOPE = re.compile(rb"Credential=[^/]+/\d+/(?P<region>[^/]+)/")
LONGEST_HEAD = 65536


class Gate:
    """Forwards connections to the emulator. Each is taken to be for the region of its first call."""

    def __init__(self, emulator_port: int) -> None:
        self._emulator_port = emulator_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[tuple[str, socket.socket]] = []
        self.lost: set[str] = set()
        """Regions that answer nothing."""
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        """Where calls go."""

    def __enter__(self) -> "Gate":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.close()

    def lose(self, region: str) -> None:
        """Cuts a region off, calls under way included."""
        self.lost.add(region)
        for connected, connection in self._open:
            if connected == region:
                shut(connection)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        with client:
            try:
                head = head_of(client)
                region = region_of(head)
                if region in self.lost:
                    return
                self._open.append((region, client))
                with socket.create_connection(("127.0.0.1", self._emulator_port)) as emulator:
                    emulator.sendall(head)
                    threading.Thread(target=copy, args=(emulator, client), daemon=True).start()
                    copy(client, emulator)
            except OSError:
                return


def head_of(client: socket.socket) -> bytes:
    """What a client sends first, up to the end of the headers at least."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < LONGEST_HEAD and (more := client.recv(65536)):
        head += more
    return head


def region_of(head: bytes) -> str:
    """The region that a call is signed for; empty for a call that isn't signed."""
    scope = SCOPE.search(head)
    return scope["region"].decode() if scope else ""


def copy(source: socket.socket, target: socket.socket) -> None:
    """Sends on what comes, until it ends."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    shut(target)


def shut(connection: socket.socket) -> None:
    """Ends a connection for both sides."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
