"""A diandan-server of this build's, with a private PostgreSQL."""

import os
import pathlib
import subprocess
import time

BUILD = pathlib.Path(os.environ.get("DIANDAN_BUILD", pathlib.Path(__file__).resolve().parents[2] / "build"))


def start_server(folder, *flags, log=subprocess.DEVNULL, seconds=180):
    """The process, and "127.0.0.1:PORT" of its gateway. `folder` is for PostgreSQL's account to enter."""
    ready = pathlib.Path(folder, "ready")
    server = subprocess.Popen([BUILD / "bin/diandan-server", "--data", f"{folder}/data", "--http", "127.0.0.1:0",
                               "--ready_file", ready, *flags], stdout=log, stderr=log)
    until = time.monotonic() + seconds
    while not (ready.exists() and ready.read_text().count("\n") == 2):
        if server.poll() is not None or time.monotonic() > until:
            server.terminate()
            server.wait(60)
            raise AssertionError("the server does not start")
        time.sleep(0.05)
    return server, f"127.0.0.1:{ready.read_text().split()[1]}"
