"""The three servers, each with its processes, its port and the addresses of its tiles."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.images import ROOT
from benchmarks.images.ours import Prepared
from benchmarks.images.processes import family

IIPSRV = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
_PATIENCE = 60
_NGINX = """\
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 10000000;
  client_body_temp_path {folder}/body; fastcgi_temp_path {folder}/fastcgi; proxy_temp_path {folder}/proxy;
  scgi_temp_path {folder}/scgi; uwsgi_temp_path {folder}/uwsgi;
  types {{ image/jpeg jpg; }}
  server {{
    listen 127.0.0.1:{port};
    {location}
  }}
}}
"""
_STATIC = """\
open_file_cache max=10000 inactive=10m; open_file_cache_valid 10m;
    add_header Cache-Control "public, max-age=31536000, immutable"; add_header Access-Control-Allow-Origin "*";
    location /iiif/3/ {{ alias {tiles}/; }}"""
_FASTCGI = """\
location /iip {{
      fastcgi_pass 127.0.0.1:{backend}; fastcgi_keep_conn on;
      fastcgi_param QUERY_STRING $query_string; fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param REQUEST_URI $request_uri; fastcgi_param HTTP_HOST $host; fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_buffers 16 256k; fastcgi_buffer_size 256k;
    }}"""


class Absent(Exception):  # noqa: N818 -- it says what is so
    """A server cannot be started here; the message says why."""


@dataclass(frozen=True)
class Server:
    """A server that answers; `counted` are the processes whose time is its own."""

    name: str
    port: int
    paths: Sequence[str]
    firsts: Sequence[str]
    roots: Sequence[int]

    @property
    def counted(self) -> list[int]:
        return [pid for root in self.roots for pid in family(root)]


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(command: list, port: int, **options: object) -> Iterator[int]:
    """Run a program until it listens, and stop it at the end of the block."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options
    )
    try:
        deadline = time.monotonic() + _PATIENCE
        while socket.socket().connect_ex(("127.0.0.1", port)):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise Absent(f"{command[0]} did not start: {process.stderr.read().decode()[-500:]}")
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


@contextlib.contextmanager
def ours(prepared: Prepared, workers: int) -> Iterator[Server]:
    """Run granian as `./dentelle run` does."""
    from config.serve import server_command  # noqa: PLC0415 -- reads the settings' environment

    port = _port()
    command = server_command("127.0.0.1", port, workers)
    environment = {
        **os.environ,
        "DENTELLE_DATA_DIR": str(prepared.data),
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    environment.pop("DENTELLE_DATABASE_URL", None)
    with _running(command, port, cwd=ROOT, env=environment) as pid:
        yield Server(
            "ours",
            port,
            [f"/iiif/3/{prepared.key}/{tile}" for tile in prepared.tiles],
            [f"/iiif/3/{key}/{prepared.tiles[0]}" for key in prepared.fresh],
            [pid],
        )


def _nginx(folder: Path, port: int, location: str, workers: int) -> list:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise Absent("no nginx on this machine (Debian: apt-get install -y nginx-light)")
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        _NGINX.format(folder=folder, port=port, location=location, workers=workers, user=user)
    )
    return [program, "-c", config, "-e", folder / "error.log"]


@contextlib.contextmanager
def nginx(prepared: Prepared, workers: int) -> Iterator[Server]:
    """Run nginx over the same tiles, each a file."""
    port = _port()
    command = _nginx(
        prepared.data / "nginx", port, _STATIC.format(tiles=prepared.unpacked), workers
    )
    with _running(command, port) as pid:
        yield Server(
            "nginx",
            port,
            [f"/iiif/3/{prepared.key}/{tile}" for tile in prepared.tiles],
            [f"/iiif/3/{key}/{prepared.tiles[0]}" for key in prepared.fresh],
            [pid],
        )


@contextlib.contextmanager
def iipsrv(prepared: Prepared, workers: int) -> Iterator[Server]:
    """Run iipsrv over the pyramid, its cache large enough for every tile, behind nginx, not counted."""
    spawn = shutil.which("spawn-fcgi")
    if spawn is None or not IIPSRV.exists():
        raise Absent(
            "no iipsrv on this machine (Debian: apt-get install -y iipimage-server spawn-fcgi)"
        )
    port, backend = _port(), _port()
    settings = {
        "FILESYSTEM_PREFIX": f"{prepared.pyramids}/",
        "JPEG_QUALITY": "85",
        "MAX_IMAGE_CACHE_SIZE": "500",
        "VERBOSITY": "0",
        "MAX_CVT": "20000",
    }
    command = [spawn, "-n", "-a", "127.0.0.1", "-p", str(backend), "-F", str(workers), "--", IIPSRV]
    front = _nginx(prepared.data / "nginx-iip", port, _FASTCGI.format(backend=backend), workers)
    with _running(command, backend, env={**os.environ, **settings}) as pid, _running(front, port):
        yield Server(
            "iipsrv",
            port,
            [f"/iip?IIIF={prepared.key}.tif/{tile}" for tile in prepared.tiles],
            [f"/iip?IIIF={key}.tif/{prepared.tiles[0]}" for key in prepared.fresh],
            [pid],
        )


STARTS = {"ours": ours, "nginx": nginx, "iipsrv": iipsrv}
