"""The evaluation set of news articles (../../shared/eval/programme), read as a programme. Only ever measured on."""
import glob
import json
import re


class EvalSet:
    """Has what `programmes.Cut` needs: `articles` by id; its questions hold groups of accepted answers."""

    def __init__(self, folder):
        self.name, self.articles = "eval", {}
        for path in sorted(glob.glob(f"{folder}/articles/*.md")):
            with open(path, encoding="utf-8") as file:
                _, front, text = file.read().split("---\n", 2)
            entry = dict(re.findall(r'^(\w+): "?(.*?)"?$', front, re.M))
            self.articles[entry["id"]] = {**entry, "text": text.strip()}
        with open(f"{folder}/questions.jsonl", encoding="utf-8") as file:
            self.questions = [json.loads(line) for line in file]
        for q in self.questions:  # follow-ups: the question before in front, as the product does
            q["question"] = " ".join([*q.get("context", [])[-1:], q["question"]])
