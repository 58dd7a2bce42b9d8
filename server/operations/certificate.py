"""A certificate for trying Kith over https in one's own network."""

import datetime as dt
import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.core.clock import now

LIFE = dt.timedelta(days=90)
RENEW_BEFORE = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Where a certificate and its key are."""

    certificate: Path
    key: Path


def local_certificate(folder: Path, address: str) -> KeyPair:
    """A self-signed certificate for `address`, localhost and 127.0.0.1; kept until shortly before it ends."""
    pair = KeyPair(folder / f"{address}.crt", folder / f"{address}.key")
    if not _still_good(pair.certificate):
        folder.mkdir(parents=True, exist_ok=True)
        _make(pair, address)
    return pair


def _still_good(certificate: Path) -> bool:
    if not certificate.exists():
        return False
    loaded = x509.load_pem_x509_certificate(certificate.read_bytes())
    return loaded.not_valid_after_utc - RENEW_BEFORE > now()


def _make(pair: KeyPair, address: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Kith on {address}")])
    addresses = {ipaddress.ip_address(address), ipaddress.ip_address("127.0.0.1")}
    alternatives = [x509.DNSName("localhost"), *(x509.IPAddress(each) for each in sorted(addresses, key=str))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - dt.timedelta(days=1))
        .not_valid_after(now() + LIFE)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    descriptor = os.open(pair.key, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    pair.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
