"""What bytes are, read from their first ones; what a sender says of them is not asked."""

MP4_BRANDS = (b"iso", b"mp4", b"M4A", b"M4V", b"dash", b"avc1", b"3gp", b"qt  ")


def media_type_of(content: bytes) -> str | None:
    """Give the media type of a photo or a voice note; None for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return "audio/webm"
    if content.startswith(b"OggS"):
        return "audio/ogg"
    # Pictures come in the same box, under brands of their own that few browsers can show.
    if content[4:8] == b"ftyp" and content[8:12].startswith(MP4_BRANDS):
        return "audio/mp4"
    return None
