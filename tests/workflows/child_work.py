"""What a child process is asked to do in test_limits. Knows no Django: it has none."""

import os
import signal
import threading
from pathlib import Path


def echo(content: bytes, *args):
    return content, args


def describe(content: bytes) -> dict:
    files = [path for path in Path("/proc/self/fd").iterdir() if path.exists()]
    return {
        "pid": os.getpid(),
        "threads": threading.active_count(),
        "files": [os.readlink(path) for path in files],
    }


def fill_memory(content: bytes) -> int:
    return len(bytearray(int(content)))


def burn(content: bytes) -> None:
    while True:
        pass


def wait(content: bytes) -> None:
    """Note who waits, and wait for ever."""
    Path(content.decode()).write_text(str(os.getpid()))
    while True:
        signal.pause()


def die(content: bytes) -> None:
    os.kill(os.getpid(), int(content))


def fail(content: bytes) -> None:
    os.close(2)  # the traceback is not for whoever reads the test run
    raise ValueError


def answer_at_length(content: bytes) -> bytes:
    return bytes(int(content))
