"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import BULLET, MAX_CODE_POINTS, split_sentences

WRAPPED = (
    "両国の外相は東京都内で会談し、海上での偶発的な衝突を防ぐための\n"
    "連絡の仕組みを年内に設けることで一致した。"
)


def units(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("会談した。合意した。", ["会談した。", "合意した。"]),
        ("合意した！次は？　署名だ。", ["合意した！", "次は？", "署名だ。"]),
        ("本当か！？そうだ。", ["本当か！？", "そうだ。"]),
        (
            "外相は「遺憾だ。撤回を求める。」と述べた。",
            ["外相は「遺憾だ。撤回を求める。」と述べた。"],
        ),
        ("外相(前日に就任した。)が訪問した。", ["外相(前日に就任した。)が訪問した。"]),
        ("声明は『「力」に反対。』とした。次へ。", ["声明は『「力」に反対。』とした。", "次へ。"]),
        ("「始まる。終わる。次だ。", ["「始まる。", "終わる。", "次だ。"]),
        ("始まった。」終わった。", ["始まった。」", "終わった。"]),
        (
            "「閉じない引用だ。彼は「行く。」と言った。",
            ["「閉じない引用だ。", "彼は「行く。」と言った。"],
        ),
        ("(括弧が混じる。）と書く。", ["(括弧が混じる。）と書く。"]),
        ("「深い(もの。」です。", ["「深い(もの。」です。"]),
        ("前段\n\n後段", ["前段", "後段"]),
        ("前段\r\n\r\n後段", ["前段", "後段"]),
        ("小見出し\n本文はここから始まる。", ["小見出し", "本文はここから始まる。"]),
        ("- 一つ目\n- 二つ目", ["一つ目", "二つ目"]),
        ("・防衛協力\n・経済協力", ["防衛協力", "経済協力"]),
        ("● 会談\n* 署名", ["会談", "署名"]),
        ("## 概要\n両首脳が会った。", ["概要", "両首脳が会った。"]),
        (
            "日英両政府は防衛協力で合意  首相、来月訪英へ",
            ["日英両政府は防衛協力で合意  首相、来月訪英へ"],
        ),
        (WRAPPED, [WRAPPED]),
        (WRAPPED.replace("\n", "\n\n"), WRAPPED.split("\n")),
        (WRAPPED.replace("ための\n", "ため。\n"), WRAPPED.replace("ための", "ため。").split("\n")),
        (WRAPPED.replace("\n", "\n・"), WRAPPED.split("\n")),
        (WRAPPED.split("\n")[0] + "\n会談だ。", [WRAPPED.split("\n")[0] + "\n会談だ。"]),
        (WRAPPED.split("\n")[0] + "\n会談", [WRAPPED.split("\n")[0], "会談"]),
        (
            "両国が海洋の安全保障を巡る新たな対話で一致\n" + "外務省によると、" * 6,
            ["両国が海洋の安全保障を巡る新たな対話で一致", "外務省によると、" * 6],
        ),
        ("  　前後の空白は含まない。  ", ["前後の空白は含まない。"]),
        ("-5度の寒さ。", ["-5度の寒さ。"]),
        ("", []),
    ],
)
def test_body(body: str, expected: list[str]) -> None:
    assert units("見出し\n" + body) == ["見出し", *expected]


def test_title_is_its_own_unit_however_long() -> None:
    title, following = WRAPPED.split("\n")
    assert units(WRAPPED) == [title, following]


def test_title_alone() -> None:
    assert units("外相が訪問") == ["外相が訪問"]


def test_nothing() -> None:
    assert units("") == units(" \n\n\t") == units("・\n- \n") == []


@pytest.mark.parametrize("mark", ["、", " ", ""])
def test_long_unit_is_cut_at_marks(mark: str) -> None:
    text = "見出し\n" + (("あ" * 99) + mark) * 25
    pieces = units(text)
    assert all(len(piece) <= MAX_CODE_POINTS for piece in pieces)
    assert "".join(pieces[1:]).replace(" ", "") == text[4:].replace(" ", "")
    if mark == "、":
        assert all(piece.endswith("、") for piece in pieces[1:])


@pytest.mark.parametrize(
    "line", ["「" * 200_000, "「）" * 100_000, "あ。" * 100_000, "」。" * 100_000]
)
def test_hostile_lines_end_soon(line: str) -> None:
    assert split_sentences("見出し\n" + line)


@given(
    st.text(st.sampled_from("会談した。！？「」『』()（）、 　\n\r\t・-*#●あA1") | st.characters())
)
def test_units_are_ordered_and_cover_everything_but_bullets(text: str) -> None:
    spans = split_sentences(text)
    left = 0
    for start, end in spans:
        assert left <= start < end <= len(text)
        assert end - start <= MAX_CODE_POINTS
        assert text[start:end] == text[start:end].strip()
        gap = text[left:start]
        assert all(not line.strip() or BULLET.fullmatch(line) for line in gap.splitlines())
        left = end
    assert all(not line.strip() or BULLET.fullmatch(line) for line in text[left:].splitlines())
