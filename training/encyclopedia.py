"""Writes Wikipedia titles of SQuADShifts as a programme, so that the ranking also learns from text of another kind.

encyclopedia.py OUT_FOLDER SQUADSHIFTS_FOLDER

Each paragraph is an article. Of the titles that nothing is trained on each is left out once, in a folder of its own; its questions
have no answer there. Each question is asked once with its title, and once without.
"""
import json
import os
import re
import sys

import squadshifts

def sentence_around(text, start, end):
    """The sentences that hold text[start:end], roughly: borders are only compared by their ends."""
    ends = [0] + [m.end() for m in re.finditer(r"[.!?][\"')\]]* (?=[A-Z\"(])", text)] + [len(text)]
    return text[max(e for e in ends if e <= start):min(e for e in ends if e >= end)].strip()


def write(out, domain, questions, absent, titles):
    """One programme, without the articles of a title. Of the questions that it can answer it takes its share: as many folders have their
    titles as there are others."""
    articles, asked = {}, []
    for number, question in enumerate(questions, 1):
        common = {"id": f"q{number:04}", "question": question.text, "type": "what"}
        source = f"p{question.paragraph:03}"
        if question.title == absent:
            asked.append({**common, "answerable": False})
            continue
        text = domain.paragraphs[question.paragraph]
        articles[source] = {"id": source, "title": question.title, "category": None, "published": None, "text": text}
        others = [title for title in titles if title != question.title]
        if others[number % len(others)] != absent:
            continue
        start, end = question.answers[0]
        asked.append({**common, "answerable": True, "source": source, "answer": text[start:end],
                      "sentence": sentence_around(text, start, end)})
    os.makedirs(out, exist_ok=True)
    for name, rows in (("articles", articles.values()), ("questions", asked)):
        with open(f"{out}/{name}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{out}: {len(articles)} articles, {len(asked)} questions")


def main():
    out, folder = sys.argv[1:]
    domain = squadshifts.Domain(folder, "new_wiki")
    titles = sorted({question.title for question in domain.held_out})
    for absent in titles:
        write(f"{out}/without-{absent.lower()}/encyclopedia", domain, domain.held_out, absent, titles)


if __name__ == "__main__":
    main()
