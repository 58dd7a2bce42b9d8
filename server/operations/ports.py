"""Whether a port is free to listen on."""

import socket


class PortInUse(Exception):
    """Another program listens there already."""


def check_free(host: str, port: int) -> None:
    """Make sure that a server can listen on `host` and `port`.

    Raises:
        PortInUse: it cannot; the text says what to do.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise PortInUse(
                f"port {port} on {host} is not free ({error.strerror}). Stop the other program, "
                f"or choose another port: make run PORT={port + 1}"
            ) from error


def address_in_this_network() -> str:
    """The address by which other devices of this network reach this machine; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: reaches nobody
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
