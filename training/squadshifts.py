"""SQuADShifts (Miller et al. 2020) as training examples, with the unanswerable ones that it lacks.

Two sources of 'no answer': a question asked of a lexically near paragraph of the same domain (Clark & Gardner 2018),
and, for Wikipedia, a question with one name or number exchanged for another of the same title (after Jia & Liang 2017
and the false premises of SQuAD 2.0, Rajpurkar et al. 2018).
"""
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from urllib.parse import unquote

from augment import typed_in_chat
from bm25 import Bm25
from examples import Example

DOMAINS = ("amazon", "reddit", "new_wiki")
HELD_OUT = ("Rotterdam", "Lipid", "Andes", "Subroutine")  # new_wiki titles never trained on, to measure stage 1
NEGATIVES = 0.36  # a question: about 27 % of all examples are then without an answer
PREMISES = 0.12
NAME = re.compile(r"(?<!^)\b[A-Z][a-zA-Z'-]{2,}(?: [A-Z][a-zA-Z'-]+)*\b|\b\d{2,4}\b")
MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True)
class Question:
    text: str
    title: str
    paragraph: int
    answers: tuple  # (start, end), as often as annotators gave it


class Domain:
    def __init__(self, folder, name):
        with open(f"{folder}/{name}.json", encoding="utf-8") as file:
            documents = json.load(file)["data"]
        self.name, self.paragraphs, self.questions, self.held_out = name, [], [], []
        self.titles, self.names = [], defaultdict(set)
        for document in documents:
            title = unquote(document["title"]).replace("_", " ") if name == "new_wiki" else ""
            for paragraph in document["paragraphs"]:
                text = paragraph["context"]
                self.paragraphs.append(text)
                self.titles.append(title)
                self.names[title].update(NAME.findall(text))
                for qa in paragraph["qas"]:
                    spans = tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]
                                  if text[a["answer_start"]:a["answer_start"] + len(a["text"])] == a["text"] and a["text"].strip())
                    if not spans:
                        continue
                    question = Question(" ".join(qa["question"].split()), title, len(self.paragraphs) - 1, spans)
                    (self.held_out if document["title"] in HELD_OUT else self.questions).append(question)
        self.index = Bm25(self.paragraphs)
        self._near = {}

    def near(self, question):
        """Paragraphs that look like the question but do not hold its answer."""
        if question not in self._near:
            own = self.paragraphs[question.paragraph]
            answers = {own[s:e].lower() for s, e in question.answers}
            top = [i for i in self.index.top(question.text + " " + question.title, 12)
                   if i != question.paragraph and not any(a in self.paragraphs[i].lower() for a in answers)]
            held = self.name == "new_wiki" and {q.paragraph for q in self.held_out}
            self._near[question] = [i for i in top if not held or i not in held][:6]
        return self._near[question]

    def false_premise(self, question, rng):
        """The question with a name or number of the paragraph exchanged for one that the paragraph does not know."""
        own = self.paragraphs[question.paragraph]
        found = [m for m in NAME.finditer(question.text) if m.group() in own]
        if not found:
            return None
        match = rng.choice(found)
        old = match.group()
        others = sorted(n for n in self.names[question.title]
                        if n.isdigit() == old.isdigit() and len(n.split()) == len(old.split()) and n not in own)
        if not others:
            return None
        return question.text[:match.start()] + rng.choice(others) + question.text[match.end():]


def some_date(rng):
    return f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2015, 2026)}"


def dressed(domain, question_text, at, rng, answer=None):
    """A paragraph as the product would present a passage: often with its title, sometimes with a date."""
    title = domain.titles[at] if rng.random() < 0.6 else ""
    date = some_date(rng) if rng.random() < 0.2 else ""
    return typed_in_chat(Example(question_text, domain.paragraphs[at], title, date, answer=answer), rng, 0.6)


def epoch(domains, number, seed, share=1.0):
    """One epoch's examples: each question once (or a `share` of them), and the unanswerable ones, fresh each time."""
    rng = random.Random(f"{seed} squadshifts {number}")
    found = []
    for domain in domains:
        for question in domain.questions:
            if rng.random() >= share:
                continue
            start, end = rng.choice(question.answers)
            found.append(dressed(domain, question.text, question.paragraph, rng, ("passage", start, end)))
            if rng.random() < NEGATIVES and domain.near(question):
                found.append(dressed(domain, question.text, rng.choice(domain.near(question)), rng))
            if domain.name == "new_wiki" and rng.random() < PREMISES * 3:
                text = domain.false_premise(question, rng)
                if text:
                    found.append(dressed(domain, text, question.paragraph, rng))
    return found


def held_out(domains):
    """(example, all gold answers) for the held-out titles, undressed: the paragraph and nothing else."""
    found = []
    for domain in domains:
        for q in domain.held_out:
            (start, end), _ = Counter(q.answers).most_common(1)[0]
            paragraph = domain.paragraphs[q.paragraph]
            found.append((Example(q.text, paragraph, answer=("passage", start, end)),
                          [paragraph[s:e] for s, e in q.answers]))
    return found
