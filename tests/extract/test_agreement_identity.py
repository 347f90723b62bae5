"""Names that many agreements bear get the identity of the one that the article means."""

from __future__ import annotations

import pytest

from extract.pipeline import Extractor
from graph.model import Article

CASES = [
    ("日本と欧州連合(EU)は、経済連携協定に署名した。", "agreement:日EU経済連携協定"),
    ("日EU、経済連携協定に署名", "agreement:日EU経済連携協定"),
    ("米国と韓国は、自由貿易協定に署名した。", "agreement:米韓自由貿易協定"),
    (
        "日越、原子力協定に署名へ。両国は日越原子力協定の文言を固めた。",
        "agreement:日越原子力協定",
    ),
    ("日本とモンゴルは、経済連携協定に署名した。", "agreement:経済連携協定"),
    (
        "日本、米国、EUは経済連携協定の利点を話し合った。",
        "agreement:経済連携協定",
    ),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.mark.parametrize(("text", "actor_id"), CASES)
def test_identity(extractor: Extractor, text: str, actor_id: str) -> None:
    article = Article(id="a", title="", text=text, content_hash="", published="2020-01-10")
    (facts,) = extractor.extract([article])
    assert [e.actor_id for e in facts.entities if e.type == "AGREEMENT"] == [actor_id]
