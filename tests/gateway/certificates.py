"""A certificate authority of one test, and certificates of servers as they should and should not be."""

import datetime as dt
import ssl
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chassis.clock import now

DAY = dt.timedelta(days=1)


def _name(of: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, of)])


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Authority:
    """Signs certificates; `file` is what those who trust it read."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(default_factory=_new_key)

    @property
    def file(self) -> Path:
        made = self.folder / "authority.pem"
        made.write_bytes(self._certificate("authority", self.key, 1, True).public_bytes(_PEM))
        return made

    def server(self, host: str, days: int = 1) -> ssl.SSLContext:
        """What a server of this name speaks TLS with; expired when `days` is negative."""
        key, made = _new_key(), self.folder / f"{host}.pem"
        private = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        made.write_bytes(private + self._certificate(host, key, days, False).public_bytes(_PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made)
        return context

    def _certificate(
        self, of: str, key: ec.EllipticCurvePrivateKey, days: int, is_authority: bool
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(of))
            .issuer_name(_name("authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now() - 3 * DAY)
            .not_valid_after(now() + days * DAY)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(of)]), critical=False)
        )
        return builder.sign(self.key, hashes.SHA256())


_PEM = serialization.Encoding.PEM
