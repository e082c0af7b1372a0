"""One page from the web, from a server of the test's own."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from intake_files import TEXT, URL, html_page

from selon.intake import IntakeOptions
from selon.intake.fetch import fetch, fetch_in, is_public_address
from selon.intake.reasons import RefusedError
from selon.model.arrival import Arrival, Discard


def anyone(address: str) -> bool:
    """A policy that allows the test's own server."""
    return True


class Server(BaseHTTPRequestHandler):
    """Answers each path with one kind of trouble."""

    asked: ClassVar[list[str]] = []

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """One answer for each path."""
        self.asked.append(self.path)
        name = self.path.lstrip("/").partition("?")[0]
        try:
            getattr(self, f"give_{name}", self.give_nothing)()
        except (BrokenPipeError, ConnectionResetError):
            return

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        """An answer."""
        self.send_response(status)
        for key, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        self.give(200, html_page().encode(), Content_Type="text/html; charset=utf-8")

    def give_packed(self) -> None:
        self.give(200, gzip.compress(b"Un texte de la police."), Content_Encoding="gzip")

    def give_bomb(self) -> None:
        self.give(200, gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")

    def give_moved(self) -> None:
        self.give(302, Location="/page")

    def give_loop(self) -> None:
        self.give(302, Location="/loop")

    def give_away(self) -> None:
        self.give(302, Location="http://169.254.169.254/latest/meta-data")

    def give_file(self) -> None:
        self.give(302, Location="file:///etc/passwd")

    def give_large(self) -> None:
        self.give(200, Content_Length="99999999")

    def give_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(bytes(10_000))

    def give_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def give_cut(self) -> None:
        self.give(200, b"Un texte", Content_Length="500")

    def give_nothing(self) -> None:
        self.give(404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_address[1]}"
    found.shutdown()
    found.server_close()


def test_a_page_is_fetched_and_taken_in(server: str) -> None:
    """The article comes in with the address that the page gives itself, or else with the one it was found at."""
    (found,) = fetch_in(f"{server}/moved", policy=anyone)
    (bare,) = fetch_in(f"{server}/packed", policy=anyone)
    assert isinstance(found, Arrival) and isinstance(bare, Arrival)
    assert (found.report.text, found.report.url) == (TEXT, URL)
    assert (bare.report.text, bare.report.url) == ("Un texte de la police.", f"{server}/packed")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("absent", "error_page"),
        ("loop", "not_fetched"),
        ("file", "address_refused"),
        ("large", "too_large"),
        ("endless", "too_large"),
        ("bomb", "too_large"),
        ("slow", "timeout"),
        ("cut", "not_fetched"),
    ],
)
def test_trouble_is_told(server: str, path: str, reason: str) -> None:
    """Errors, loops, other schemes, pages too large, too slow or cut short end soon and with a reason."""
    started = time.monotonic()
    with pytest.raises(RefusedError) as caught:
        fetch(f"{server}/{path}", max_bytes=1_000_000, timeout_s=0.5, policy=anyone)
    assert caught.value.reason == reason
    assert time.monotonic() - started < 20


def test_every_redirect_is_checked(server: str) -> None:
    """A redirect to an address inside a network is refused although the first address was allowed."""
    with pytest.raises(RefusedError, match=r"169\.254\.169\.254, which is no public address"):
        fetch(f"{server}/away", policy=lambda address: address == "127.0.0.1")


def test_this_machine_is_not_asked_by_default(server: str) -> None:
    """Without a policy of its own a fetch of this machine is a discard, and nothing is asked."""
    before = len(Server.asked)
    (found,) = fetch_in(f"{server}/page", IntakeOptions(timeout_s=5))
    assert isinstance(found, Discard)
    assert found.reason == "address_refused"
    assert len(Server.asked) == before


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://example.org/a",
            "file:///etc/passwd",
            "http://",
            "exemple",
            "http://moi:secret@example.org/",
            "http://a b/",
        ),
        *("http://[::1", "http://127.0.0.1:0/", "http://127.1/", "http://0/", "http://[::ffff:127.0.0.1]/"),
        "http://2130706433/",
    ],
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    """Other schemes, passwords, and this machine in any spelling."""
    (found,) = fetch_in(url)
    assert isinstance(found, Discard)
    assert found.reason in ("address_refused", "not_fetched")


def test_the_address_asked_is_the_one_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere when asked a second time leads nowhere: it is resolved once."""
    port = int(server.rpartition(":")[2])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked: ClassVar[list[str]] = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    page = fetch(f"http://exemple.example:{port}/page", policy=lambda address: address == "127.0.0.1")
    assert page.data == html_page().encode()
    assert asked == ["exemple.example"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::1", False),
        ("64:ff9b::7f00:1", False),
        ("2001:db8::1", False),
        ("exemple", False),
    ],
)
def test_only_public_addresses_are_public(address: str, public: bool) -> None:
    """Private, shared, local, reserved and multicast addresses are none, nor IPv6 ones that carry such."""
    assert is_public_address(address) is public
