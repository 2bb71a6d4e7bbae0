"""Serve a built site on this machine, as a host would: quietly, with its own page for a wrong address."""

from __future__ import annotations

import contextlib
import functools
import gzip
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *words: Any, under: str, compressed: bool, **named: Any) -> None:
        self.under, self.compressed = under, compressed
        super().__init__(*words, **named)

    def do_GET(self) -> None:
        """Send a file as it is, or compressed, as hosts do with what is text."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not self.compressed or not path.is_file() or path.suffix not in (".html", ".js", ".css", ".json", ".svg", ".xml"):
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        """Return the file of an address, which stands below the site's own path; nothing stands beside it."""
        inside = path.startswith(self.under)
        return super().translate_path(path.removeprefix(self.under) if inside else "/not/of/this/site")

    def end_headers(self) -> None:
        """Let a browser keep what it got for ten minutes, as GitHub Pages does."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test's output is no access log."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # several browsers ask at once

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes to another page drops what it had asked for: that is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(site: Path, under: str = "/", *, compressed: bool = False) -> Iterator[str]:
    """Serve the folder `site` on a free port below the path `under` while the context lasts; yields its address."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site), under=under, compressed=compressed))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}{under}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def developing(project: Path) -> Iterator[str]:
    """Run `mkdocs serve` on a project while the context lasts; yields its address, before it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)
