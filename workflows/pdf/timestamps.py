"""Trusted time, RFC 3161: the authority's own clock, or servers with fail-over."""

import asyncio
import logging
import secrets
import threading
from concurrent.futures import Future

import requests
from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from django.utils import timezone
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import (
    TimestampRequestError,
    set_tsp_headers,
)

logger = logging.getLogger(__name__)

# Baseline time-stamp policy, ETSI EN 319 421.
BASELINE_POLICY = "0.4.0.2023.1.1"

# A token with its certificates takes some 5 kB.
MAX_RESPONSE = 256 * 1024


class AuthorityTimeStamper(TimeStamper):
    """The cluster's own timestamp authority, in this process.

    It proves when by our clock; a qualified timestamp needs a server.
    """

    def __init__(self, signer, certificate: asn1_x509.Certificate):
        super().__init__()
        self._signer = signer
        self._certificate = certificate

    async def async_request_tsa_response(
        self, req: tsp.TimeStampReq
    ) -> tsp.TimeStampResp:
        info = {
            "version": "v1",
            "policy": tsp.ObjectIdentifier(BASELINE_POLICY),
            "message_imprint": req["message_imprint"],
            "serial_number": secrets.randbits(128),
            "gen_time": timezone.now(),
            "tsa": asn1_x509.GeneralName(
                name="directory_name", value=self._certificate.subject
            ),
        }
        if req["nonce"].native is not None:
            info["nonce"] = req["nonce"]
        token = await self._signer.async_sign_general_data(
            cms.EncapsulatedContentInfo(
                {
                    "content_type": "tst_info",
                    "content": cms.ParsableOctetString(tsp.TSTInfo(info).dump()),
                }
            ),
            "sha256",
            detached=False,
        )
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": token}
        )


class _Server(TimeStamper):
    """One server, asked over HTTP. It blocks: run it in a thread of its own."""

    def __init__(self, url: str, *, timeout: float):
        super().__init__()
        self._url = url
        self._timeout = timeout

    async def async_request_tsa_response(
        self, req: tsp.TimeStampReq
    ) -> tsp.TimeStampResp:
        with requests.post(
            self._url,
            req.dump(),
            headers=set_tsp_headers({}),
            timeout=self._timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            response.raise_for_status()
            if response.headers.get("Content-Type") != "application/timestamp-reply":
                raise TimestampRequestError("The answer is no timestamp.")
            content = response.raw.read(MAX_RESPONSE + 1, decode_content=True)
        if len(content) > MAX_RESPONSE:
            raise TimestampRequestError("The answer is too long.")
        return tsp.TimeStampResp.load(content)


class FailoverTimeStamper(TimeStamper):
    """Asks one server after the other, each with a hard limit in seconds.

    Raises ``TimestampRequestError`` when none of them answers well.
    """

    def __init__(self, urls: list[str], *, timeout: float):
        super().__init__()
        self._timeout = timeout
        self._servers = [(url, _Server(url, timeout=timeout)) for url in urls]

    async def async_timestamp(self, message_digest, md_algorithm) -> cms.ContentInfo:
        errors = []
        for url, server in self._servers:
            try:
                answer = _run_apart(
                    server.async_timestamp, message_digest, md_algorithm
                )
                # The limit of `requests` is per read: a server that drips bytes
                # would hang without a limit on the whole.
                token = await asyncio.wait_for(
                    asyncio.wrap_future(answer), timeout=self._timeout
                )
                _check_imprint(token, message_digest)
                return token
            # Any nonsense from a server only means: ask the next one.
            except Exception as error:
                logger.warning("Timestamp server %s failed: %s", url, error)
                errors.append(f"{url}: {type(error).__name__}")
        raise TimestampRequestError("No timestamp: " + "; ".join(errors))

    async def async_request_tsa_response(self, req):
        raise TimestampRequestError("Ask async_timestamp(): it tries every server.")


def _run_apart(function, *args) -> Future:
    """Run a coroutine function in a thread that can be given up.

    Not in the loop's executor: the end of the loop, and of the process, would
    wait for a server that never finishes.
    """
    future = Future()
    future.set_running_or_notify_cancel()

    def run():
        try:
            future.set_result(asyncio.run(function(*args)))
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, name="timestamp", daemon=True).start()
    return future


def _check_imprint(token: cms.ContentInfo, digest: bytes) -> None:
    """A token over something else is as good as none."""
    info = token["content"]["encap_content_info"]["content"].parsed
    if info["message_imprint"]["hashed_message"].native != digest:
        raise TimestampRequestError("The server stamped something else.")
