"""Which encoding bytes are in: UTF-8, UTF-16, Shift_JIS (cp932), EUC-JP or ISO-2022-JP.

Comes in: the first bytes of a file. Goes out: a Python codec name, or None for what is no text.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 65_536
"""How many bytes are looked at."""

JAPANESE = ["cp932", "euc_jp"]
BROKEN_SHARE = 0.05
"""Up to this share of undecodable characters, text is UTF-8 with slips, not another encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(r"[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e‘-”…—]")


def detect_encoding(sample: bytes) -> str | None:
    """Return the codec that reads the bytes, or None where they are no text.

    >>> [detect_encoding("日本と韓国の外相が会談した。".encode(c)) for c in ("euc_jp", "cp932")]
    ['euc_jp', 'cp932']
    """
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return codec
    if b"\0" in sample:
        return _detect_utf16(sample)
    if any(escape in sample for escape in _ESCAPES):
        return "iso2022_jp"
    likely = "utf-8" if _is_utf8(sample) else _detect_japanese(sample)
    return likely if _is_text(_decode(sample, likely)) else None


def _decode(sample: bytes, codec: str) -> str:
    """Decode a sample that may end within a character."""
    return codecs.getincrementaldecoder(codec)(errors="replace").decode(sample)


def _is_utf8(sample: bytes) -> bool:
    text = _decode(sample, "utf-8")
    foreign = sum(not char.isascii() for char in text)
    return text.count("\ufffd") <= BROKEN_SHARE * foreign


def _detect_utf16(sample: bytes) -> str | None:
    """Return the byte order in which the bytes are mostly Japanese or ASCII."""
    scores = {codec: _usual_share(_decode(sample, codec)) for codec in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.8 else None


def _usual_share(text: str) -> float:
    return len(_USUAL.findall(text)) / max(len(text), 1)


def _detect_japanese(sample: bytes) -> str:
    """Return the likelier of the two; where the detector has no opinion, what decodes best."""
    best = from_bytes(sample, cp_isolation=JAPANESE).best()
    if best is not None and best.encoding in JAPANESE:
        return best.encoding
    return max(JAPANESE, key=lambda codec: _usual_share(_decode(sample, codec)))


def _is_text(text: str) -> bool:
    """Whether hardly anything is a control character or could not be decoded."""
    strange = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    return strange <= BROKEN_SHARE * len(text)
