"""The gateway behind nginx with the very configuration of deploy/nginx, on ports and in folders of this test's own."""

import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request

REPO = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "tests/support"))
from server import start_server  # noqa: E402

PATIENCE = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_that(what, seconds=PATIENCE):
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            raise AssertionError("waited in vain")
        time.sleep(0.05)


def nginx_conf(folder, tls_port, http_port, gateway):
    """deploy/nginx/diandan.conf with nothing changed but places."""
    text = (REPO / "deploy/nginx/diandan.conf").read_text()
    for pattern, place in (
        (r"/etc/ssl/diandan/fullchain\.pem", f"{folder}/cert.pem"),
        (r"/etc/ssl/diandan/key\.pem", f"{folder}/key.pem"),
        (r"/var/cache/nginx/diandan", f"{folder}/cache"),
        (r"127\.0\.0\.1:8480;", f"{gateway};"),
        (r"listen 80;", f"listen 127.0.0.1:{http_port};"),
        (r"listen 443 ssl", f"listen 127.0.0.1:{tls_port} ssl"),
    ):
        text, found = re.subn(pattern, place, text)
        assert found, pattern
    text = re.sub(r"  listen \[::\].*\n", "", text)
    owner = "user root;" if os.geteuid() == 0 else ""
    return (
        f"{owner}\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log warn;\n"
        "events { worker_connections 4096; }\nworker_rlimit_nofile 16384;\n"
        f"http {{\naccess_log {folder}/access.log;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + text
        + "}\n"
    )


class Site:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="diandan-edge.")
        os.chmod(self.folder, 0o755)
        self.server = self.nginx = None
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self):
        folder = self.folder
        web = f"{folder}/web"
        for app in ("field", "console"):
            os.makedirs(f"{web}/{app}/assets")
            pathlib.Path(f"{web}/{app}/index.html").write_text(f"<title>{app}</title>")
        self.asset = "/field/assets/app-0123abcd.js"
        self.asset_bytes = b"// " + b"x" * 200_000
        pathlib.Path(web + self.asset).write_bytes(self.asset_bytes)
        self.log = open(f"{folder}/server.log", "wb")
        try:
            self.server, self.gateway = start_server(folder, "--web", web, "--log_format", "json", log=self.log)
        except AssertionError as error:
            raise AssertionError(pathlib.Path(f"{folder}/server.log").read_text()) from error
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key.pem",
             "-out", f"{folder}/cert.pem"], check=True, capture_output=True)
        self.port, self.http_port = free_port(), free_port()
        conf = f"{folder}/nginx.conf"
        pathlib.Path(conf).write_text(nginx_conf(folder, self.port, self.http_port, self.gateway))
        self.nginx = subprocess.Popen(["nginx", "-c", conf, "-e", f"{folder}/error.log", "-g", "daemon off;"],
                                      stderr=subprocess.PIPE)
        await_that(lambda: self.nginx.poll() is not None or self._answers())
        assert self.nginx.poll() is None, self.nginx.stderr.read().decode()

    def _answers(self):
        try:
            return self.request("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def __exit__(self, *_):
        for process in (self.nginx, self.server):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def tls(self, protocols=("http/1.1",), source="127.0.0.1", **limits):
        """A TLS connection to nginx from the address `source`; `limits` are set on the context."""
        context = ssl.create_default_context(cafile=f"{self.folder}/cert.pem")
        context.set_alpn_protocols(list(protocols))
        for name, value in limits.items():
            setattr(context, name, value)
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=60, source_address=(source, 0))
        return context.wrap_socket(raw, server_hostname="localhost")

    def request(self, method, path, headers=(), body=b"", source="127.0.0.1"):
        """One request on a connection of its own: status, headers by lower-case name, body."""
        with self.tls(source=source) as connection:
            head = f"{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
            head += "".join(f"{name}: {value}\r\n" for name, value in headers)
            if body:
                head += f"content-length: {len(body)}\r\n"
            connection.sendall(head.encode() + b"\r\n" + body)
            return read_answer(connection)

    def metric(self, name):
        """Of the gateway itself, past nginx."""
        text = urllib.request.urlopen(f"http://{self.gateway}/metrics").read().decode()
        return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M).group(1))

    def memory(self):
        """Resident kilobytes of the gateway's process."""
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.server.pid}/status").read_text()).group(1))


def read_all(connection):
    pieces = []
    while True:
        try:
            piece = connection.recv(65536)
        except (ConnectionError, ssl.SSLError, socket.timeout):
            break
        if not piece:
            break
        pieces.append(piece)
    return b"".join(pieces)


def read_answer(connection):
    whole = read_all(connection)
    if not whole:
        return 0, {}, b""
    head, _, body = whole.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    if headers.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    return int(lines[0].split()[1]), headers, body


def unchunked(body):
    out = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        count = int(size or b"0", 16)
        if count == 0:
            break
        out, body = out + body[:count], body[count + 2:]
    return out
