"""Trusted time from servers on loopback, good and bad, and from our own clock."""

import asyncio
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import tsp
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from workflows.exceptions import SigningFailed
from workflows.pdf import sign
from workflows.pdf.timestamps import MAX_RESPONSE

from .pdf_helpers import (
    ANNA,
    check,
    get_samples,
    list_codes,
    open_backend,
    sign_as,
)

TIMEOUT = 0.5


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def authority(authority_directory):
    """A backend whose own timestamps the good server hands out."""
    return open_backend(authority_directory)


@pytest.fixture
def serve(authority):
    """Start servers that answer a request by a function; none leaves loopback."""
    servers = []

    def serve(answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked += 1
                answer(self, tsp.TimeStampReq.load(body))

            def log_message(self, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.asked = 0
        server.url = f"http://127.0.0.1:{server.server_port}/tsa"
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        return server

    serve.stop = threading.Event()
    yield serve
    serve.stop.set()
    for server in servers:
        server.shutdown()
        server.server_close()


def reply(handler, content: bytes, kind="application/timestamp-reply", status=200):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def stamp(authority, request) -> bytes:
    stamper = authority.get_timestamper()
    return asyncio.run(stamper.async_request_tsa_response(request)).dump()


@pytest.fixture
def good(serve, authority):
    return serve(lambda handler, request: reply(handler, stamp(authority, request)))


@pytest.fixture
def bad_servers(serve, authority, good):
    """Every way of not answering well, by name."""

    def drip(handler, request):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not serve.stop.wait(0.05):
            try:
                handler.wfile.write(b"0")
            except OSError:
                return

    def drip_headers(handler, request):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not serve.stop.wait(0.05):
            try:
                handler.wfile.write(b"X")
            except OSError:
                return

    def wrong_nonce(handler, request):
        request["nonce"] = 4711
        reply(handler, stamp(authority, request))

    def no_nonce(handler, request):
        del request["nonce"]
        reply(handler, stamp(authority, request))

    def wrong_imprint(handler, request):
        request["message_imprint"]["hashed_message"] = bytes(32)
        reply(handler, stamp(authority, request))

    def refuse(handler, request):
        status = tsp.PKIStatusInfo({"status": "rejection"})
        reply(handler, tsp.TimeStampResp({"status": status}).dump())

    def redirect(handler, request):
        handler.send_response(307)
        handler.send_header("Location", good.url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def too_long(handler, request):
        reply(handler, bytes(MAX_RESPONSE + 1))

    return {
        "silent": lambda handler, request: serve.stop.wait(),
        "drips": drip,
        "drips headers": drip_headers,
        "garbage": lambda handler, request: reply(handler, b"\x30\x82garbage" * 50),
        "empty": lambda handler, request: reply(handler, b""),
        "web page": lambda handler, request: reply(handler, b"<html>", "text/html"),
        "too long": too_long,
        "503": lambda handler, request: reply(handler, b"", status=503),
        "429": lambda handler, request: reply(handler, b"", status=429),
        "redirect": redirect,
        "closes": lambda handler, request: handler.connection.close(),
        "refuses": refuse,
        "wrong nonce": wrong_nonce,
        "no nonce": no_nonce,
        "wrong imprint": wrong_imprint,
    }


BAD = [
    "silent",
    "drips",
    "drips headers",
    "garbage",
    "empty",
    "web page",
    "too long",
    "503",
    "429",
    "redirect",
    "closes",
    "refuses",
    "wrong nonce",
    "no nonce",
    "wrong imprint",
]


def find_closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"


def open_with(directory, *urls):
    return open_backend(directory, TIMESTAMP_URLS=list(urls), TIMESTAMP_TIMEOUT=TIMEOUT)


def test_own_clock_stamps_without_a_server(samples, authority):
    verdict = check(samples.first, authority)

    assert verdict.signatures[0].has_trusted_time


def test_server_stamps_signature_seal_and_archive(samples, authority_directory, good):
    backend = open_with(authority_directory, good.url)

    signed = sign_as(samples.blank, backend, "signer-1", ANNA)
    sealed = sign_as(signed, backend, sign.SEAL_FIELD)
    archived = sign.archive(sealed, backend=backend)

    verdict = check(archived, backend)
    assert list_codes(verdict) == []
    assert [s.has_trusted_time for s in verdict.signatures] == [True] * 3
    assert good.asked >= 3


@pytest.mark.parametrize("kind", BAD)
def test_bad_server_is_passed_over_for_the_next(
    samples, authority_directory, serve, good, bad_servers, kind
):
    bad = serve(bad_servers[kind])
    stamper = open_with(authority_directory, bad.url, good.url).get_timestamper()

    started = time.monotonic()
    token = asyncio.run(stamper.async_timestamp(b"\x07" * 32, "sha256"))

    assert time.monotonic() - started < 4 * TIMEOUT
    info = token["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == b"\x07" * 32
    assert (bad.asked, good.asked) == (1, 1)


@pytest.mark.parametrize("kind", ["silent", "drips", "wrong nonce", "garbage", "503"])
def test_signature_without_any_good_server_fails_in_time(
    samples, authority_directory, serve, bad_servers, kind
):
    backend = open_with(
        authority_directory, find_closed_port(), serve(bad_servers[kind]).url
    )

    started = time.monotonic()
    with pytest.raises(SigningFailed, match="timestamp"):
        sign_as(samples.blank, backend, "signer-1", ANNA)
    with pytest.raises(SigningFailed, match="timestamp"):
        sign.archive(samples.first, backend=backend)

    assert time.monotonic() - started < 6 * TIMEOUT


def test_server_that_is_down_is_passed_over(samples, authority_directory, good):
    backend = open_with(authority_directory, find_closed_port(), good.url)

    assert check(sign_as(samples.blank, backend, "signer-1", ANNA), backend).ok


def test_error_names_each_server_and_why(authority_directory, serve, bad_servers):
    urls = [find_closed_port(), serve(bad_servers["503"]).url]
    stamper = open_with(authority_directory, *urls).get_timestamper()

    with pytest.raises(TimestampRequestError) as error:
        asyncio.run(stamper.async_timestamp(bytes(32), "sha256"))

    assert str(error.value) == (
        f"No timestamp: {urls[0]}: ConnectionError; {urls[1]}: HTTPError"
    )
