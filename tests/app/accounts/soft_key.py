"""A passkey in software: what a browser and its authenticator make of a question (WebAuthn Level 2, 6.1 and 6.5)."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
NO_MAKE = bytes(16)


class SoftKey:
    """One key for one site."""

    def __init__(self, origin: str = "https://paper.example", *, flags: int = PRESENT | VERIFIED) -> None:
        self.origin, self.flags = origin, flags
        self.id = secrets.token_bytes(32)
        self.signatures = 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to a question to add one."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self._key.public_key())))
        attested = NO_MAKE + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(options["rp"]["id"], ATTESTED) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(attestationObject=attestation, clientDataJSON=self._told("webauthn.create", options))

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to a question to sign in."""
        self.signatures += 1
        data, told = self._data(options["rpId"], 0), self._told("webauthn.get", options)
        signature = self._key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(authenticatorData=data, clientDataJSON=told, signature=signature)

    def _data(self, site: str, more: int) -> bytes:
        flags = bytes([self.flags | more])
        return hashlib.sha256(site.encode()).digest() + flags + self.signatures.to_bytes(4, "big")

    def _told(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> dict[str, Any]:
        coded = {name: websafe_encode(value) for name, value in response.items()}
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": coded, "clientExtensionResults": {}}
