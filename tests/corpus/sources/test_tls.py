"""https: the certificate is held against the name, though the connection goes to a checked address."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.sources.guard import Guard, WebError
from corpus.sources.settings import FetchSettings
from corpus.sources.transport import Transport

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"Hello from {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=secure.example"
    command += f" -addext subjectAltName=DNS:secure.example -keyout {key} -out {made}"
    subprocess.run(command.split(), check=True, capture_output=True)
    return key, made


@pytest.fixture
def port(certificate: tuple[Path, Path]) -> Iterator[int]:
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hello)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # a client that hangs up is part of the tests
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def transport() -> Transport:
    return Transport(FetchSettings(), Guard(allow_private=True, resolve=lambda host, port: ["127.0.0.1"]))


def test_a_certificate_for_the_name_is_trusted(
    port: int, certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    answer = transport().get(f"https://secure.example:{port}/")
    assert answer.body.decode() == f"Hello from secure.example:{port}"


def test_a_certificate_for_another_name_is_not(
    port: int, certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    with pytest.raises(WebError, match=r"certificate of other\.example") as caught:
        transport().get(f"https://other.example:{port}/")
    assert caught.value.kind == "tls"


def test_a_certificate_of_a_stranger_is_not(port: int) -> None:
    with pytest.raises(WebError) as caught:
        transport().get(f"https://secure.example:{port}/")
    assert caught.value.kind == "tls"
