"""Questions with all the passages and sentences among which their answers have to be found."""
import re
from collections import defaultdict
from dataclasses import dataclass

from augment import chat
from programmes import Cut

QUESTIONS = 256  # a group
SENTENCES = 220  # a group
# A stand-in for the product's own, which knows abbreviations.
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]”’]* (?=[A-ZÀ-Ž\"(“])|\n")
RIGHT, WRONG, OPEN = 1, 0, -1


@dataclass(frozen=True)
class Group:
    questions: list
    passages: list
    sentences: list
    passage_labels: list  # [questions][passages] of RIGHT, WRONG, OPEN
    sentence_labels: list  # [questions][sentences]


@dataclass(frozen=True)
class Asked:
    question: str
    answer: str
    article: object  # key of the article that answers
    span: object  # (start, end) of the answer in the article's text; None: it stands in the title


@dataclass(frozen=True)
class Place:
    article: object
    title: str
    heading: str
    text: str
    locate: object  # function from a span in the article to the span in this text, or None

    def embedded(self):
        """What the product embeds of a passage."""
        return "\n".join(part for part in (self.title, self.heading, self.text) if part)

    def sentences(self):
        """Spans in the text."""
        ends = [(match.start(), match.end()) for match in SENTENCE_END.finditer(self.text)] + [(len(self.text),) * 2]
        starts = [0] + [end for _, end in ends]
        return [(start, end) for start, (end, _) in zip(starts, ends) if self.text[start:end].strip()]


def group_of(asked, places, rng, most=SENTENCES):
    """What holds the answer's words without being where it was found may be right as well: it stays open. Of the sentences those are kept
    that answer, and others up to `most` in all."""
    sentences = [(place, span) for place in range(len(places)) for span in places[place].sentences()]
    texts = [places[place].text[start:end] for place, (start, end) in sentences]
    passage_labels, sentence_labels = [], []
    for one in asked:
        words = one.answer.lower()
        label = lambda is_right, text: RIGHT if is_right else OPEN if words in text.lower() else WRONG
        own = [place.article == one.article for place in places]
        found = [place.locate(one.span) if is_own and one.span else None for place, is_own in zip(places, own)]
        passage_labels.append([label(at or (is_own and not one.span), place.embedded()) for place, is_own, at in zip(places, own, found)])
        sentence_labels.append([label(found[place] and start < found[place][1] and found[place][0] < end, text)
                                for (place, (start, end)), text in zip(sentences, texts)])
    told = {i for labels in sentence_labels for i, label in enumerate(labels) if label == RIGHT}
    others = [i for i in range(len(sentences)) if i not in told]
    kept = sorted(told | set(rng.sample(others, min(len(others), max(0, most - len(told))))))
    return Group([chat(one.question, rng) for one in asked], [place.embedded() for place in places],
                 [texts[i] for i in kept], passage_labels, [[labels[i] for i in kept] for labels in sentence_labels])


def of_programme(programme, rng, most=SENTENCES):
    """Every answerable question of a programme once, in groups of like size, each among all passages, cut anew."""
    answerable = [q for q in programme.questions if q["answerable"]]
    answerable = rng.sample(answerable, len(answerable))
    count = -(-len(answerable) // QUESTIONS)
    groups = []
    for questions in (answerable[i::count] for i in range(count)):
        cut = Cut(programme, rng)
        places = [Place(article, example.title, example.heading, passage.text, lambda span, passage=passage: passage.locate(*span))
                  for (article, passage), example in zip(cut.entries, cut.examples)]
        groups.append(group_of([Asked(q["question"], q["answer"], q["source"], q.get("span")) for q in questions], places, rng, most))
    return groups


def of_domain(domain, rng):
    """SQuADShifts' questions in groups of neighbours, so that paragraphs of one title compete."""
    groups = []
    for start in range(rng.randrange(QUESTIONS) - QUESTIONS, len(domain.questions), QUESTIONS):
        questions = domain.questions[max(0, start):start + QUESTIONS]
        if len(questions) < QUESTIONS // 4:
            continue
        titles = domain.titles if rng.random() < 0.6 else defaultdict(str)
        places = [Place(n, titles[n], "", domain.paragraphs[n], lambda span: span) for n in sorted({q.paragraph for q in questions})]
        spans = [rng.choice(q.answers) for q in questions]
        groups.append(group_of([Asked(q.text, domain.paragraphs[q.paragraph][slice(*span)], q.paragraph, span)
                                for q, span in zip(questions, spans)], places, rng))
    return groups
