"""One page fetched from the web because a person asks for it: public addresses only, bounded in size and time.

A page can name any address, and so can a redirect: without checks, an address typed by one person would make this
machine ask others inside its own network. So the name is resolved here, every address is checked, and the connection
goes to the very address that was checked, at each redirect anew. Proxies set in the environment are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.model.arrival import Arrival, Discard, Origin

AddressPolicy = Callable[[str], bool]
"""Whether an IP address may be asked."""

MOST_REDIRECTS = 5
MOST_BYTES = 20_000_000
TIMEOUT_S = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)
_BLOCK = 1 << 16
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it.

    Attributes:
        url: Where it was in the end, after redirects.
        data: Its bytes, without content encoding.
        content_type: What the server calls it; ``None`` if it does not.
    """

    url: str
    data: bytes
    content_type: str | None


def is_public_address(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Private, loopback, link-local, reserved, shared (100.64.0.0/10), documentation and multicast addresses do not, nor
    do IPv6 addresses that carry such an IPv4 address.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public_address(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved and not found.is_unspecified


def fetch(
    url: str,
    *,
    max_bytes: int = MOST_BYTES,
    timeout_s: float = TIMEOUT_S,
    policy: AddressPolicy = is_public_address,
) -> Fetched:
    """Fetches one address.

    Args:
        url: ``http://`` or ``https://``.
        max_bytes: Most bytes of the page, packed or not.
        timeout_s: Seconds for all of it, redirects included.
        policy: Which IP addresses may be asked; a test's own server needs one that allows loopback.

    Raises:
        RefusedError: ``address_refused``, ``not_fetched``, ``error_page``, ``too_large`` or ``timeout``.
    """
    deadline = time.monotonic() + timeout_s
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        response, connection = _ask(parts, deadline, policy)
        try:
            target = response.getheader("Location")
            if response.status in _REDIRECTS and target:
                url = urljoin(url, target.strip())
                continue
            if response.status != 200:
                raise RefusedError("error_page", f"{url} answered {response.status} {response.reason}"[:300])
            data = _body(response, max_bytes, deadline)
            return Fetched(url, data, response.getheader("Content-Type"))
        finally:
            response.close()
            connection.end()
    raise RefusedError("not_fetched", f"more than {MOST_REDIRECTS} redirects")


def fetch_in(
    url: str,
    options: IntakeOptions | None = None,
    *,
    policy: AddressPolicy = is_public_address,
) -> Iterator[Arrival | Discard]:
    """Fetches one address and takes in what it gives, as ``take_in`` does a file.

    Args:
        url: ``http://`` or ``https://``.
        options: Defaults and bounds; ``max_file_bytes`` and ``timeout_s`` hold for the fetching too, as far as they
            are tighter than the bounds of ``fetch``.
        policy: Which IP addresses may be asked.

    Yields:
        What was found, or one ``Discard`` that says why nothing was fetched. Never raises for a bad address.
    """
    options = options or IntakeOptions()
    try:
        page = fetch(
            url,
            max_bytes=min(MOST_BYTES, options.max_file_bytes),
            timeout_s=min(TIMEOUT_S, options.timeout_s),
            policy=policy,
        )
    except RefusedError as error:
        from selon.intake.sources import NO_HASH

        yield Discard(Origin(url, None, NO_HASH, "none"), error.reason, error.detail)
        return
    from selon.intake.taking import take_in_bytes

    yield from take_in_bytes(page.data, path=url, url=page.url, options=options)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError("address_refused", f"{url[:200]!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError("address_refused", f"{url[:200]!r}; allowed: http:// and https:// addresses")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("address_refused", "an address with a user name or password in it; fetch the page yourself")
    if port == 0 or any(ord(char) <= 0x20 or ord(char) == 0x7F for char in url):
        raise RefusedError("address_refused", f"{url[:200]!r} is no address")
    return parts


def _ask(parts: SplitResult, deadline: float, policy: AddressPolicy) -> tuple[http.client.HTTPResponse, _Connection]:
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise RefusedError("address_refused", f"{parts.hostname!r} is no host name") from error
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Connection(host, port)
    try:
        connection.sock = _connect(host, port, deadline, policy)
        connection.cut_at(deadline)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {
            "User-Agent": f"Selon/{version('selon')}",
            "Accept": "text/html,application/xhtml+xml,application/pdf,application/rss+xml,*/*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request(
            "GET", path.encode("utf-8").decode("latin-1") if path.isascii() else _quoted(path), headers=headers
        )
        return connection.getresponse(), connection
    except RefusedError:
        connection.end()
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        connection.end()
        raise _failure(error, deadline, host) from error


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:;,+@!$'()*~#[]")


def _connect(host: str, port: int, deadline: float, policy: AddressPolicy) -> socket.socket:
    """A connection to the first address of a host that answers; if one of its addresses is refused, all are."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError("not_fetched", f"the name {host!r} was not found: {error}") from error
    addresses = [(family, str(place[0]), place) for family, _, _, _, place in found]
    refused = [address for _, address, _ in addresses if not policy(address)]
    if refused or not addresses:
        raise RefusedError("address_refused", f"{host} leads to {', '.join(refused)}, which is no public address")
    fault: OSError = OSError("no address answered")
    for family, _, place in addresses:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(_left(deadline))
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            fault = error
        else:
            return sock
    raise fault


class _Connection(http.client.HTTPConnection):
    """A connection that is cut at a deadline: a server that gives a byte a second never runs into a socket's timeout."""

    _timer: threading.Timer | None = None
    _kept: socket.socket | None = None

    def cut_at(self, deadline: float) -> None:
        """From now on, until it is closed."""
        self._timer = threading.Timer(_left(deadline), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def request(self, *given: Any, **named: Any) -> None:
        """The same, on the socket that is there."""
        self._kept = self.sock  # the response takes it away
        super().request(*given, **named)

    def end(self) -> None:
        """Closes it and ends the timer. ``close`` alone is called by the answer when it takes the socket over."""
        if self._timer is not None:
            self._timer.cancel()
        self.close()

    def _cut(self) -> None:
        for sock in (self.sock, self._kept):
            if sock is not None:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise RefusedError("timeout", "the page was not fetched in time")
    return left


def _body(response: http.client.HTTPResponse, max_bytes: int, deadline: float) -> bytes:
    told = response.getheader("Content-Length") or ""
    if told.isdigit() and int(told) > max_bytes:
        raise RefusedError("too_large", f"the page has {int(told):,} bytes; allowed: {max_bytes:,}")
    packed = (response.getheader("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate")
    inflater = zlib.decompressobj(wbits=47) if packed else None
    out = bytearray()
    try:
        while block := response.read1(_BLOCK):
            _left(deadline)
            out += inflater.decompress(block, max_bytes + 1 - len(out)) if inflater else block
            if len(out) > max_bytes:
                raise RefusedError("too_large", f"the page has more than {max_bytes:,} bytes")
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise _failure(error, deadline, "the page") from error
    _left(deadline)  # cut at the deadline, a page of unknown length seems to have ended
    if response.length:
        raise _failure(OSError("the connection was cut"), deadline, "the page")
    return bytes(out)


def _failure(error: Exception, deadline: float, what: str) -> RefusedError:
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline - 0.01:
        return RefusedError("timeout", f"{what} was not fetched in time")
    return RefusedError("not_fetched", f"{what}: {type(error).__name__}: {error}"[:300])
