"""Addresses that lead somewhere and carry nothing but the place."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from ingest.checking.findings import Finding
from ingest.checking.reading import Checkable

_CHECK = "links"


def check_links(one: Checkable) -> Iterator[Finding]:
    """Addresses in front matter and companion that are not well formed."""
    for source in one.front.sources:
        wrong = fault_of(source.url)
        if wrong:
            yield Finding(one.file, _CHECK, f'source "{source.title}": the address {source.url} {wrong}')
    for name, source in (one.companion.sources if one.companion is not None else {}).items():
        wrong = fault_of(source.url)
        if wrong:
            yield Finding(one.beside, _CHECK, f"source {name}: the address {source.url} {wrong}")


def fault_of(url: str | None) -> str | None:
    """What is wrong with an address and what to do; None where nothing is, or where there is none."""
    if url is None:
        return None
    if any(character.isspace() for character in url):
        return "holds a space; write %20"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "cannot be taken apart; correct it"
    if parts.scheme not in ("http", "https"):
        return "does not begin with https:// or http://; correct it"
    if "@" in parts.netloc:
        return "holds a name or a password; take it out"
    if "." not in host or not all(host.removesuffix(".").split(".")):
        return "has no host with a dot in its name; correct it"
    if any(key.casefold().startswith("utm_") for key, _ in parse_qsl(parts.query, keep_blank_values=True)):
        return "says who followed it (utm_); take that part out"
    return None
