"""Cuts an article into passages: headings open sections, blocks (paragraphs, items, rows) fill them up to a size.

A stand-in for the product's own segmentation; sizes and the place of headings vary, so that the reader does not
depend on one way of cutting.
"""
import re
from dataclasses import dataclass

BULLET = re.compile(r"^\s*(?:[•*–-]|\(?\d{1,2}[.)])\s+")
ROW = re.compile(r"^\s*\|(.*)\|\s*$")
BARE_ROW = re.compile(r"\w \| \w.*\w \| \w")  # a table without pipes at its ends
MAX_HEADING_WORDS = 10
TOKENS_PER_WORD = 1.45  # measured on the programmes; only steers sizes


@dataclass(frozen=True)
class Block:
    start: int  # characters of the article's text
    end: int
    heading: bool
    item: bool  # list item or table row: stays with what leads it in


@dataclass(frozen=True)
class Passage:
    heading: str
    text: str
    pieces: tuple  # (start in the article, end in the article, start in the passage) of each block

    def locate(self, start, end):
        """The passage's characters for those of the article, or None where it does not hold them all."""
        first = last = None
        for begin, finish, at in self.pieces:
            if begin <= start < finish:
                first = at + start - begin
            if begin < end <= finish:
                last = at + end - begin
        return (first, last) if first is not None and last is not None else None


def blocks(text, keep_bullets=False):
    lines, at = [], 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        row, bullet = ROW.match(line), BULLET.match(line)
        if row:
            if not re.search(r"\w", line):
                continue  # the rule under a table's head
            inner = row.group(1)
            start += row.start(1) + len(inner) - len(inner.lstrip())
            end = start + len(inner.strip())
        else:
            # Numbers of a numbered list are content ("2. Insurance"); other markers are not.
            marker = bullet.end() if bullet and not keep_bullets and not bullet.group().strip()[0] in "(0123456789" else 0
            start += marker + len(line[marker:]) - len(line[marker:].lstrip())
            end -= len(line) - len(line.rstrip())
        if start < end:
            lines.append((start, end, bool(row or bullet or BARE_ROW.search(line))))
    found = []
    for i, (start, end, item) in enumerate(lines):
        line = text[start:end]
        heading = (not item and i + 1 < len(lines) and len(line.split()) <= MAX_HEADING_WORDS
                   and line[-1] not in ".,;:!\"”)" and not line[0].islower())
        found.append(Block(start, end, heading, item))
    return found


def passages(text, size, headings_apart=True, keep_bullets=False):
    """Passages of about `size` tokens. With `headings_apart` a passage never runs across a heading, which is its part."""
    found, group, heading, words = [], [], "", 0

    def close():
        nonlocal group, words
        if group:
            parts, pieces, at = [], [], 0
            for block in group:
                parts.append(text[block.start:block.end])
                pieces.append((block.start, block.end, at))
                at += block.end - block.start + 1
            found.append(Passage(heading, "\n".join(parts), tuple(pieces)))
        group, words = [], 0

    for block in blocks(text, keep_bullets):
        length = len(text[block.start:block.end].split()) * TOKENS_PER_WORD
        if headings_apart and block.heading:
            close()
            heading = text[block.start:block.end]
            continue
        led_in = group and block.item and (group[-1].item or text[group[-1].end - 1] == ":")
        limit = size * 1.5 if led_in else size
        if group and words + length > limit:
            # A heading or a lead-in at the end belongs to what follows.
            carried = [group.pop()] if group[-1].heading and len(group) > 1 else []
            close()
            group = carried
            words = sum(len(text[b.start:b.end].split()) * TOKENS_PER_WORD for b in carried)
        group.append(block)
        words += length
    close()
    return found
