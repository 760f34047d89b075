"""Questions with all the passages and sentences among which their answers have to be found."""
import re
from dataclasses import dataclass

from augment import chat
from programmes import Cut

QUESTIONS = 256  # a group
SENTENCES = 220  # a group at most: those that answer, and others
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]”’]* (?=[A-ZÀ-Ž\"(“])|\n")
RIGHT, WRONG, OPEN = 1, 0, -1


@dataclass(frozen=True)
class Group:
    questions: list
    passages: list
    sentences: list
    # of each question the right places, and those that may be right for all that is known
    passage_labels: list  # [questions][passages] of RIGHT, WRONG, OPEN
    sentence_labels: list


def spans_of_sentences(text):
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def slices(items, rng):
    """The items in random order, in groups of like size."""
    items = rng.sample(items, len(items))
    count = -(-len(items) // QUESTIONS)
    return [items[i::count] for i in range(count)]


def searchable(title, heading, text):
    """What the product embeds of a passage."""
    return "\n".join(part for part in (title, heading, text) if part)


def group_of(asked, places, rng):
    """`asked`: (question, answer, key of the answer's article, its span there or None for the title);
    `places`: (article key, embedded text, text, span in the article → span in the text)."""
    sentences = [(key, text[a:b], (n, a, b)) for n, (key, _, text, _) in enumerate(places) for a, b in spans_of_sentences(text)]
    passage_labels, sentence_labels = [], []
    for _, answer, key, span in asked:
        pattern = answer.lower()
        inside = [key == place[0] and span is not None and place[3](span) for place in places]
        labels = [RIGHT if found or (span is None and key == place[0]) else OPEN if pattern in place[1].lower() else WRONG
                  for found, place in zip(inside, places)]
        passage_labels.append(labels)
        sentence_labels.append([
            RIGHT if inside[n] and a < inside[n][1] and inside[n][0] < b else OPEN if pattern in text.lower() else WRONG
            for _, text, (n, a, b) in sentences])
    told = {i for labels in sentence_labels for i, label in enumerate(labels) if label == RIGHT}
    others = [i for i in range(len(sentences)) if i not in told]
    kept = sorted(told | set(rng.sample(others, min(len(others), max(0, SENTENCES - len(told))))))
    return Group([chat(question, rng) for question, *_ in asked], [place[1] for place in places],
                 [sentences[i][1] for i in kept], passage_labels, [[labels[i] for i in kept] for labels in sentence_labels])


def of_programme(programme, rng):
    """Groups with every answerable question of a programme once, each among all its passages, cut anew."""
    answerable = [q for q in programme.questions if q["answerable"]]
    groups = []
    for questions in slices(answerable, rng):
        cut = Cut(programme, rng)
        places = []
        for (article, passage), example in zip(cut.entries, cut.examples):
            places.append((article, searchable(example.title, example.heading, passage.text), passage.text,
                           lambda span, passage=passage: passage.locate(*span)))
        groups.append(group_of([(q["question"], q["answer"], q["source"], q.get("span")) for q in questions], places, rng))
    return groups


def of_domain(domain, rng):
    """Groups of neighbouring questions of SQuADShifts, so that paragraphs of one title compete."""
    groups, questions = [], domain.questions
    first = rng.randrange(QUESTIONS)
    for start in range(first - QUESTIONS, len(questions), QUESTIONS):
        some = questions[max(0, start):start + QUESTIONS]
        if len(some) < QUESTIONS // 4:
            continue
        titled = rng.random() < 0.6
        numbers = sorted({q.paragraph for q in some})
        places = [(n, searchable(domain.titles[n] if titled else "", "", domain.paragraphs[n]), domain.paragraphs[n],
                   lambda span: span) for n in numbers]
        asked = []
        for q in some:
            start_, end_ = rng.choice(q.answers)
            asked.append((q.text, domain.paragraphs[q.paragraph][start_:end_], q.paragraph, (start_, end_)))
        groups.append(group_of(asked, places, rng))
    return groups
