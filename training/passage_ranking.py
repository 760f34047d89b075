"""Fits the ranking of passages to collected features and puts it into data/models/ranking.json.

passage_ranking.py --collected FILE --out FILE

Collected are programmes that neither encoder nor reader was trained on: to those of the training the encoder's cosines are kinder than they
will be to any other. Prints how often a passage that answers is among the first one, two, three, five and eight, cross-validated.
"""
import argparse
import json

import torch

from conditional_logit import Choices, model_of, rounded, utilities
from folds import folds_of, lines_of

DEPTHS = (1, 2, 3, 5, 8)


def choices_of(lines, names):
    return Choices([(line["features"], line["labels"]) for line in lines], names)


def found_at(utility, choices):
    """Share of the questions with a right passage among the first so many, in percent."""
    order = utility.argsort(1, descending=True)
    right = choices.right.gather(1, order)
    return [round(100 * right[:, :depth].max(1).values.mean().item(), 1) for depth in DEPTHS]


def fitted_to(lines, names, hidden):
    return model_of(choices_of([line for line in lines if 1 in line["labels"]], names), names, hidden, with_none=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--collected", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--hidden", type=int, default=8, help="units of the hidden layer")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    collected = lines_of(options.collected)
    names = list(collected[0]["features"][0])
    print("a passage that answers is among the first", DEPTHS, "of those found, in percent: by the searches' score, and ranked")
    for fitted, measured in folds_of(collected):
        model = fitted_to(fitted, names, options.hidden)
        for group in sorted({line["group"] for line in measured}):
            choices = choices_of([line for line in measured if line["group"] == group], names)
            by_score = choices.features[..., names.index("score")].masked_fill(choices.exists == 0, -1e4)
            print(f"  {group:14}", found_at(by_score, choices), found_at(utilities(model, choices), choices), flush=True)
    with open(options.out, encoding="utf-8") as file:
        shipped = json.load(file)
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(json.dumps({**shipped, "passages": rounded(fitted_to(collected, names, options.hidden))}) + "\n")


if __name__ == "__main__":
    main()
