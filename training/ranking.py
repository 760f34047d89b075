"""Fits the choice of an answer to collected features and puts it into data/models/ranking.json.

ranking.py --with-reader FILE --without-reader FILE [--out FILE] [--hidden UNITS]

Prints figures cross-validated over whole programmes. What they flatter: calibration and threshold are fitted to the very outcomes that are
counted, and the ranking of passages has seen all programmes; together some half a point.
"""
import argparse
import datetime
import json

import numpy as np
import torch

from conditional_logit import Choices, model_of, rounded, utilities
from folds import folds_of, lines_of

ANSWERABLE = 0.75  # share of what people ask that the articles answer, as in the evaluation sets; of the training questions fewer are
FLAT = 0.005  # of the shares of right ones: where the threshold hardly matters, silence is better than a wrong quote
KEPT = 40  # candidates of a question: the right ones, and the most tempting of the others
READER_FEATURES = {"logOdds", "readerShare", "hasReading", "typeSpan", "pointsBack"}


class Questions(Choices):
    """The questions' candidates, and what else is known of them."""

    def __init__(self, lines, names):
        kept = [most_tempting(line) for line in lines]
        super().__init__([([line["features"][j] for j in which], [line["labels"][j] for j in which])
                          for line, which in zip(lines, kept)], names)
        self.lines = lines


def most_tempting(line):
    """Indices of the candidates to keep. A title that holds the answer too is neither right nor wrong: the sentence is the
    better quote, but where there is none the title must be free to win."""
    def temptation(j):
        f = line["features"][j]
        return 1e9 * line["labels"][j] + 2 * f.get("logOdds", 0) + f["sentenceCosine"] + f["coverageNear"]

    usable = [j for j, f in enumerate(line["features"]) if line["isTitled"] or not (f["isTitle"] and line["labels"][j])]
    return sorted(usable, key=temptation, reverse=True)[:KEPT]


def probabilities(model, questions):
    """Of each candidate, then of no answer: [question, candidate + 1]."""
    none = torch.full((len(questions.lines), 1), model["abstain"], dtype=torch.double)
    return torch.softmax(torch.cat([utilities(model, questions), none], 1), 1).numpy()


def sureness(quoted, answerable):
    """As in src/answers/ranking/calibration.ts."""
    log_odds = lambda p: np.log(np.clip(p, 1e-4, 1 - 1e-4) / (1 - np.clip(p, 1e-4, 1 - 1e-4)))
    return (log_odds(quoted) + log_odds(answerable)) / 2


def outcomes_of(model, questions):
    """(group, is answerable, best is right, sureness) of each question."""
    p = probabilities(model, questions)
    best = p[:, :-1].argmax(1)
    rows = np.arange(len(p))
    sure = sureness(p[rows, best], 1 - p[:, -1])
    right = questions.right.numpy()[rows, best] > 0
    return [(line["group"], line["isAnswerable"], bool(r), float(s)) for line, r, s in zip(questions.lines, right, sure)]


def calibrated(outcomes):
    """Platt's logistic regression of 'right' on the sureness, by Newton's method."""
    x = np.array([[1.0, sure] for _, _, _, sure in outcomes])
    y = np.array([answerable and right for _, answerable, right, _ in outcomes], float)
    answerable = np.array([o[1] for o in outcomes])
    share = np.where(answerable, ANSWERABLE / answerable.mean(), (1 - ANSWERABLE) / (1 - answerable.mean()))
    weights = np.array([0.0, 1.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        weights += np.linalg.solve(x.T @ (x * (share * p * (1 - p))[:, None]) + 1e-6 * np.eye(2), x.T @ (share * (y - p)))
    return {"bias": round(float(weights[0]), 4), "scale": round(float(weights[1]), 4)}


def figures(outcomes, calibration, threshold):
    confidence = [1 / (1 + np.exp(-calibration["bias"] - calibration["scale"] * sure)) for *_, sure in outcomes]
    good = [(right and c >= threshold) if answerable else c < threshold for (_, answerable, right, _), c in zip(outcomes, confidence)]
    share = lambda values: round(float(np.mean(values)), 4) if len(values) else None
    of = lambda kind: [g for g, o in zip(good, outcomes) if o[1] == kind]
    correct = ANSWERABLE * np.mean(of(True)) + (1 - ANSWERABLE) * np.mean(of(False))
    positive = np.array([c for o, c in zip(outcomes, confidence) if o[1]])
    negative = np.array([c for o, c in zip(outcomes, confidence) if not o[1]])
    above = positive[:, None] > negative[None, :]
    return {"threshold": threshold, "questions": len(outcomes), "correct": round(float(correct), 4),
            "answerable": share(of(True)), "unanswerable": share(of(False)),
            "bestSentence": share([o[2] for o in outcomes if o[1]]), "auroc": share(above)}


def trained(file, without, hidden):
    lines = lines_of(file)
    names = [n for n in lines[0]["features"][0] if n not in without]
    # An answer that retrieval did not find teaches the choice nothing.
    teaches = lambda line: not line["isAnswerable"] or 1 in line["labels"]
    outcomes = []
    for fitted, measured in folds_of(lines):
        model = model_of(Questions(list(filter(teaches, fitted)), names), names, hidden, with_none=True)
        outcomes += outcomes_of(model, Questions(measured, names))
    calibration = calibrated(outcomes)
    by_threshold = [figures(outcomes, calibration, round(t, 2)) for t in np.arange(0.2, 0.61, 0.01)]
    good_enough = max(at["correct"] for at in by_threshold) - FLAT
    best = [at for at in by_threshold if at["correct"] >= good_enough][-1]
    print(file, json.dumps(best))
    for group in sorted({line["group"] for line in lines}):
        print(f"  {group:14}", json.dumps(figures([o for o in outcomes if o[0] == group], calibration, best["threshold"])))
    for at in by_threshold[::5]:
        print("  at", json.dumps(at))
    model = model_of(Questions(list(filter(teaches, lines)), names), names, hidden, with_none=True)
    return {**model, "calibration": calibration, "threshold": best["threshold"]}, best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--with-reader", required=True)
    parser.add_argument("--without-reader", required=True)
    parser.add_argument("--out")
    parser.add_argument("--hidden", type=int, default=8, help="units of the hidden layer")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with_reader, with_figures = trained(options.with_reader, set(), options.hidden)
    without_reader, without_figures = trained(options.without_reader, READER_FEATURES, options.hidden)
    if options.out:
        told = {"date": datetime.date.today().isoformat(), "data": "programmes that encoder and reader have not seen",
                "command": "training/ranking.sh", "crossValidated": {"withReader": with_figures, "withoutReader": without_figures}}
        with open(options.out, encoding="utf-8") as file:
            passages = json.load(file)["passages"]
        shipped = {"trained": told, "passages": passages, "withReader": with_reader, "withoutReader": without_reader}
        with open(options.out, "w", encoding="utf-8") as file:
            file.write(json.dumps(rounded(shipped)) + "\n")


if __name__ == "__main__":
    main()
