"""A training example as text, and the same as the model's input.

The input contract (the product's TypeScript builds the same):
[CLS] question [SEP] title · date · heading · passage [SEP]; parts that do not exist are left out.
"""
from dataclasses import dataclass, replace
from typing import Optional, Tuple

MAX_TOKENS = 320
MAX_QUESTION_TOKENS = 64
SEPARATOR = " · "
PARTS = ("title", "date", "heading", "passage")


@dataclass(frozen=True)
class Example:
    question: str
    passage: str
    title: str = ""
    date: str = ""
    heading: str = ""
    # (part, start, end): the answer's characters in one of title, heading, passage; None: not answered here
    answer: Optional[Tuple[str, int, int]] = None

    def answer_text(self):
        part, start, end = self.answer
        return getattr(self, part)[start:end]

    def context(self):
        """The context's text and where in it each part begins."""
        text, at = "", {}
        for part in PARTS:
            value = getattr(self, part)
            if value:
                text += SEPARATOR if text else ""
                at[part] = len(text)
                text += value
        return text, at


@dataclass(frozen=True)
class Encoded:
    ids: list
    types: list
    legal: list  # 1 where a span may lie: context tokens except the date's
    start: int
    end: int  # the last token of the answer, inclusive; 0, 0: no answer
    offsets: list  # (start, end) in the context's text for its tokens, (0, 0) elsewhere
    context: str


def encode(example, tokenizer, rng=None):
    """Without `rng` a long context is cut at the end, as the product does; with it, somewhere around the answer."""
    question = tokenizer.encode(example.question)[0][-MAX_QUESTION_TOKENS:]
    context, at = example.context()
    ids, starts, ends = tokenizer.encode(context)
    tokens = list(range(len(ids)))
    first = last = None
    if example.answer:
        part, begin, finish = example.answer
        begin, finish = at[part] + begin, at[part] + finish
        inside = [i for i in tokens if ends[i] > begin and starts[i] < finish]
        if inside:
            first, last = inside[0], inside[-1]
    room = MAX_TOKENS - len(question) - 3
    if len(tokens) > room:
        tokens = _window(tokens, starts, at["passage"], room, first, last, rng)
    kept = {token: i for i, token in enumerate(tokens)}
    lead = len(question) + 2
    date = range(at["date"], at["date"] + len(example.date)) if example.date else range(0)
    answered = first in kept and last in kept
    return Encoded(
        ids=[tokenizer.cls, *question, tokenizer.sep, *(ids[i] for i in tokens), tokenizer.sep],
        types=[0] * lead + [1] * (len(tokens) + 1),
        legal=[0] * lead + [int(starts[i] not in date) for i in tokens] + [0],
        start=lead + kept[first] if answered else 0,
        end=lead + kept[last] if answered else 0,
        offsets=[(0, 0)] * lead + [(starts[i], ends[i]) for i in tokens] + [(0, 0)],
        context=context,
    )


def _window(tokens, starts, passage_at, room, first, last, rng):
    if rng is None or first is None or last < room - 1 and rng.random() < 0.5:
        return tokens[:room]
    head = [i for i in tokens if starts[i] < passage_at]
    body = tokens[len(head):]
    room -= len(head)
    if first < len(head):
        return head + body[:room]
    lowest = max(0, last - len(head) - room + 1)
    highest = min(first - len(head), len(body) - room)
    at = rng.randint(lowest, max(lowest, highest))
    return head + body[at:at + room]
