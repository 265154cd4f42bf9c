"""`./dentelle run`: set everything up, then the server and one worker, until Ctrl-C.

1. The data folder, the migrated database, the static files.
2. The demonstration network, when the database is empty and `--empty` was not given.
3. One worker (tasks, imports, index) and granian with one process a core, both stopped cleanly
   on SIGINT and SIGTERM; when one of them dies, the other is stopped and the exit code says so.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
GRACE_SECONDS = 10


def say(sentence: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def port(text: str) -> int:
    """Read a port.

    Raises:
        ArgumentTypeError: it is no number from 1 to 65535.
    """
    if not text.isdecimal() or not 0 < int(text) < 65536:  # noqa: PLR2004 -- ports have 16 bits
        message = f"“{text}” is no port, use a number from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="dentelle run", description="Set everything up and serve."
    )
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument(
        "--data", type=Path, default=None, help="folder of the database, pictures and index (var)"
    )
    parser.add_argument(
        "--empty", action="store_true", help="do not build the demonstration network"
    )
    return parser.parse_args()


def port_is_free(host: str, port: int) -> bool:
    """Say whether the port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def fingerprint() -> str:
    """Name the state of the program: what a set-up depends on, and when each file of it changed."""
    seen = sha256()
    for folder in ("src", "config", "requirements", "locale"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                there = path.stat()
                seen.update(f"{path} {there.st_size} {there.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _database_is_there(data: Path) -> bool:
    """Say whether the database still is where it was; a server of its own is not looked at."""
    return "DENTELLE_DATABASE_URL" in os.environ or (data / "dentelle.sqlite3").exists()


def set_up(data: Path, *, empty: bool) -> None:
    """Bring the database, the static files and the demonstration network to what this version wants.

    Once it is done for this state of the program it is not looked at again, so that a second start
    costs no more than the processes it starts.
    """
    stamp = data / "prepared"
    state = f"{fingerprint()} {'empty' if empty else 'demonstration'}"
    here = (ROOT / "static").is_dir() and _database_is_there(data)
    if here and stamp.exists() and stamp.read_text() == state:
        return
    import django  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    django.setup()
    say("Preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("install_pages", verbosity=0)
    say("Gathering styles, scripts and fonts")
    call_command("collectstatic", verbosity=0, interactive=False)
    from dentelle.museums.models import Museum  # noqa: PLC0415 -- app ready

    if not empty and not Museum.objects.exists():
        say("Building the demonstration network (a minute or so, only this once)")
        call_command("build_demo")
    stamp.write_text(state)


def tell(args: argparse.Namespace, data: Path) -> None:
    """Print the addresses, and how to sign in to the demonstration."""
    address = f"http://{args.host}:{args.port}"
    print(f"\n  Site          {address}/\n  Bureau        {address}/bureau/")
    demo = data / "demo.json"
    if demo.exists():
        people = json.loads(demo.read_text(encoding="utf-8")).get("people", [])
        for person in people:
            print(f"  Connexion     {person['username']}  ·  {person['password']}")
    print("\n  Ctrl-C arrête tout.\n", flush=True)


def server_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command of the web server; `./dentelle bench images` measures this very one."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1",
        "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
        "config.wsgi:application",
    ]  # fmt: skip


def start(args: argparse.Namespace) -> list[subprocess.Popen[bytes]]:
    """Start the worker and the server."""
    server = server_command(args.host, args.port, max(1, min(4, os.cpu_count() or 1)))
    worker = [sys.executable, "-m", "config.worker"]
    # Each in its own group: Ctrl-C reaches this process alone, which then stops them in order.
    return [
        subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603 -- our own commands
        for command in (worker, server)
    ]


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each child to end, wait, and insist only after the grace time."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


class Stopped(Exception):  # noqa: N818 -- no error: somebody asked
    """Somebody asked to stop."""


def _asked_to_stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise Stopped


def main() -> int:
    """Set up, serve until asked to stop, and return the exit code."""
    args = arguments()
    if not port_is_free(args.host, args.port):
        print(
            f"dentelle: port {args.port} is taken. Choose another: ./dentelle run --port {args.port + 1}",
            file=sys.stderr,
        )
        return 2
    data = (
        Path(args.data or os.environ.get("DENTELLE_DATA_DIR") or ROOT / "var")
        .expanduser()
        .resolve()
    )
    os.environ["DENTELLE_DATA_DIR"] = str(data)
    os.environ.setdefault("DENTELLE_SITE_URL", f"http://{args.host}:{args.port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    os.environ["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    # glibc gives pixels back to the system once a picture is cut: 165 MB are held after many, not 410.
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", "262144")
    signal.signal(signal.SIGTERM, _asked_to_stop)
    signal.signal(signal.SIGINT, _asked_to_stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        set_up(data, empty=args.empty)
        children = start(args)
        tell(args, data)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        say("A process ended by itself; stopping the others.")
    except Stopped:
        say("Stopping")
        return 0
    finally:
        stop(children)
    return 1


if __name__ == "__main__":
    from dentelle.core.env import SettingError

    try:
        sys.exit(main())
    except SettingError as error:
        sys.exit(f"dentelle: {error}")
