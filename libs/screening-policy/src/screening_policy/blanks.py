"""Blanks in a sentence about whoever fills it in: nothing asks, and what is filled in tells of the member."""

MYSELF = "私|わたし|わたくし|あたし|僕|ぼく|俺|おれ|自分|当方|うち"
LEFT_OUT = r"(?:_+|[0o〇△×]{2,}|\.{3,}|…+|\( ?\)|\[[ .…]*\])?"
"""Of ○○ between Japanese letters nothing is left in a folded text; grammar tells that it was there."""
LEFT_OUT_EN = r"(?:_{2,}|\( ?\)|\[[ .…]*\]|\.{3,}|…)"
