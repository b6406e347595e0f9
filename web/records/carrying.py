"""A file that travels in the page's own data and is saved or printed by the browser; none of it is on the server."""

from __future__ import annotations

import base64
import secrets

from web.markup import safe


def carried(made: bytes, name: str, media: str, words: str, *, at: str, printed: bool = False) -> str:
    """The file as something the part "outbox" of the page saves under its name, or opens to be printed.

    ``words`` is what people are told, where the page's ``at`` (a CSS selector) has its ".said" and the ``summary`` or
    button to go back to. A token makes each file another one, so that the same can be asked for twice.
    """
    return (
        f'<a class="unseen" tabindex="-1" aria-hidden="true" data-token="{secrets.token_hex(4)}" data-at="{safe(at)}" '
        f'data-media="{safe(media)}" data-print="{"1" if printed else ""}" data-name="{safe(name)}" '
        f'data-bytes="{base64.b64encode(made).decode()}"></a>'
        f'<span class="unseen" role="status">{safe(words)} is ready.</span>'
    )


def refused(words: str, *, at: str) -> str:
    """Why there is no file: the line is shown where the file's words would be, and nowhere else."""
    return (
        f'<span class="unseen" data-token="{secrets.token_hex(4)}" data-at="{safe(at)}">{safe(words)}</span>'
    )
