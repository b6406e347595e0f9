"""The command that says whether the index can be served: doctor."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from rag.commands.options import write_json
from rag.rendering import printable
from rag.settings import load_settings


def doctor_command(options: argparse.Namespace) -> int:
    """Every check of the index written, with versions; 0 where it is healthy, else 1."""
    from rag.doctor import diagnose, lines

    found = diagnose(load_settings(index=options.index), options.encoder)
    if options.json:
        write_json({"healthy": found.healthy} | asdict(found), indent=1)
    else:
        print("\n".join(printable(line) for line in lines(found)))
    return 0 if found.healthy else 1
