"""JSON as it goes over the wire and into the tables: UTF-8, without spaces (ADR 0007)."""

import json

write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def wire_size(text: str) -> int:
    """Count its bytes in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))
