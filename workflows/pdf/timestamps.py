"""Trusted time, RFC 3161: the authority's own clock, or servers with fail-over."""

import asyncio
import logging
import secrets

import requests
from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from django.utils import timezone
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

logger = logging.getLogger(__name__)

# Baseline time-stamp policy, ETSI EN 319 421.
BASELINE_POLICY = "0.4.0.2023.1.1"


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


class FailoverTimeStamper(TimeStamper):
    """Asks one server after the other, each with a hard limit in seconds.

    Raises ``TimestampRequestError`` when none of them answers well.
    """

    def __init__(self, urls: list[str], *, timeout: float):
        super().__init__()
        self._timeout = timeout
        self._servers = [(url, HTTPTimeStamper(url, timeout=timeout)) for url in urls]

    async def async_timestamp(self, message_digest, md_algorithm) -> cms.ContentInfo:
        errors = []
        for url, server in self._servers:
            try:
                # The limit of `requests` is per read: a server that drips bytes
                # would hang without a limit on the whole.
                token = await asyncio.wait_for(
                    server.async_timestamp(message_digest, md_algorithm),
                    timeout=self._timeout,
                )
                _check_imprint(token, message_digest)
                return token
            # Any nonsense from a server only means: ask the next one.
            except (
                TimeoutError,
                OSError,
                ValueError,
                TypeError,
                KeyError,
                requests.RequestException,
            ) as error:
                logger.warning("Timestamp server %s failed: %s", url, error)
                errors.append(f"{url}: {type(error).__name__}")
        raise TimestampRequestError("No timestamp: " + "; ".join(errors))

    async def async_request_tsa_response(self, req):
        raise TimestampRequestError("Ask async_timestamp(): it tries every server.")


def _check_imprint(token: cms.ContentInfo, digest: bytes) -> None:
    """A token over something else is as good as none."""
    info = token["content"]["encap_content_info"]["content"].parsed
    if info["message_imprint"]["hashed_message"].native != digest:
        raise TimestampRequestError("The server stamped something else.")
