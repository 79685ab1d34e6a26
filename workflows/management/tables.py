"""Plain tables for the terminal."""

HEADINGS = ("step", "actor", "result", "file", "signatures", "level")


def format_steps(rows) -> str:
    """Return the table of steps that the demo ends with."""
    cells = [HEADINGS] + [
        (row.step, row.actor, row.result, row.file, str(row.signatures), row.level)
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    lines = [
        "  ".join(
            text.ljust(width) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
