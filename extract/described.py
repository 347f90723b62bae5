"""Who acts in a relative clause: the noun that it describes, or who stands after a dash.

Comes in: a trigger and an argument after it. Goes out: the looseness of their tie, as in ``binding``.
"""

from __future__ import annotations

import re

from extract.clauses import relation
from extract.passing import Passing
from extract.phrases import Argument

DASH = re.compile(r"[^、。「」]{0,4}[-―—–−=‐]+ ?")
"""What stands between an act and who did it at the end of a headline: イランを非難=米国務長官."""
DONE = re.compile("(?:し|を行[いっ])?(?:[ただ]|て(?:い[るた]|きた))")
"""The end of a clause that describes who did what it tells."""


class Described(Passing):
    """A trigger in a clause that describes a noun after it."""

    def _owner_of_noun(self, argument: Argument) -> bool:
        """航行を|妨害|する中国の行動: whose the noun is that the trigger's clause describes."""
        token = self.token
        for _ in range(3 if argument.marker == "の" else 0):
            if relation(token) == "acl":
                return self.clauses.token(argument.end - 1).head.i == token.head.i
            token = token.head
        return False

    def _is_described(self, argument: Argument) -> bool:
        """中国を|訪れ|た首相と: the noun that the trigger's clause describes, where it has a target of its own."""
        head = self.token.head
        return (
            relation(self.token) == "acl"
            and bool(DONE.fullmatch(self.text[self.end : argument.start]))
            and argument.start <= head.idx < argument.end
            and not argument.private
        )

    def _relative(self, argument: Argument, markers: list[str]) -> int | None:
        """会談した岩屋外相は: the noun after a relative clause can be its subject."""
        if "subject" in markers and self.verbal and self._is_described(argument):
            return 0
        if self._owner_of_noun(argument):
            return 3 if "subject" in markers and self.verbal else None
        if "subject" not in markers or not self.verbal or argument.start - self.end > 12:
            return None
        if argument.private and "private" not in markers:
            return None
        if self._after_dash(argument):
            return 3
        if not re.fullmatch(
            r"(?:し|を行[いっ]|中の|予定の|[さらいきび]?れ|を(?:受け|浴び|続け|強め|始め|仕掛け|加え|終え)|に臨[みん])?(?:[ただ]|る|て(?:き|い)?た|て(?:きて)?いる|って[いた]*)?(?:と(?:され|みられ)(?:る|ている))?(?:同国の|[ァ-ヶー一-鿿0-9]{0,14}の)?",
            self.text[self.end : argument.start],
        ):
            return None
        return 3

    def _after_dash(self, argument: Argument) -> bool:
        """イランを非難=米国務長官: who did it stands last; a bare state after another dash is a place."""
        dash = DASH.fullmatch(self.text[self.end : argument.start])
        has_post = argument.end > argument.name_end
        return self.sentence.is_title and dash is not None and (has_post or "=" in dash[0])
