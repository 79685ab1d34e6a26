"""What a step, a signature and a page cost against the bare libraries, in one run.

Ratios are the result; absolute times drift with the machine.
"""

import os
import sys

import django


def main() -> int:
    django.setup()
    from bench import lists, pages, scenario  # noqa: PLC0415 -- app ready

    scenario.prepare()
    rows = [*scenario.measure_step(), *scenario.measure_signature()]
    rows += scenario.measure_validation()
    pages.prepare()
    rows += [*pages.measure_pages(), *pages.count_queries()]
    rows += lists.measure_lists()
    print(f"{'what':58} {'value':>10} {'ratio':>7} {'limit':>7}")
    failed = False
    for what, value, ratio, limit in rows:
        shown = f"{ratio:7.2f}" if ratio is not None else " " * 7
        bound = f"{limit:7.2f}" if limit is not None else " " * 7
        missed = limit is not None and ratio is not None and ratio > limit
        failed = failed or missed
        print(f"{what:58} {value:10.1f} {shown} {bound}{'  MISSED' if missed else ''}")
    version = sys.version.split()[0]
    print(
        f"\nmilliseconds if not said; {os.cpu_count()} cores, Python {version}, SQLite"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
