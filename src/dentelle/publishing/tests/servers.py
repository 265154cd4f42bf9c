"""A mail server of the test's own."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


@contextmanager
def serving(handler):
    """Serve mail on a free port of this machine; give the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
