"""Fits the ranking of passages to collected features and puts it into data/models/ranking.json.

passage_ranking.py --trained FILE --held-out FILE --out FILE

The features know nothing of the reader, so that any programme may teach them; those that the reader has not seen are kept to measure on:
prints how often a passage that answers is among the first one, two, three, five and eight.
"""
import argparse
import json

import torch

from conditional_logit import Choices, model_of, rounded, utilities

DEPTHS = (1, 2, 3, 5, 8)


def read(file):
    with open(file, encoding="utf-8") as lines:
        return [line for line in map(json.loads, lines) if line["features"]]


def choices_of(lines, names):
    return Choices([(line["features"], line["labels"]) for line in lines], names)


def found_at(utility, choices):
    """Share of the questions with a right passage among the first so many, in percent."""
    order = utility.argsort(1, descending=True)
    right = choices.right.gather(1, order)
    return [round(100 * right[:, :depth].max(1).values.mean().item(), 1) for depth in DEPTHS]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trained", required=True)
    parser.add_argument("--held-out", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--hidden", type=int, default=8, help="units of the hidden layer")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    trained, held_out = read(options.trained), read(options.held_out)
    names = list(trained[0]["features"][0])
    model = model_of(choices_of([line for line in trained if 1 in line["labels"]], names), names, options.hidden, with_none=False)
    print("a passage that answers is among the first", DEPTHS, "of those found, in percent: by the searches' score, and ranked")
    for group in sorted({line["group"] for line in held_out}):
        choices = choices_of([line for line in held_out if line["group"] == group], names)
        by_score = choices.features[..., names.index("score")].masked_fill(choices.exists == 0, -1e4)
        print(f"  {group:14}", found_at(by_score, choices), found_at(utilities(model, choices), choices))
    with open(options.out, encoding="utf-8") as file:
        shipped = json.load(file)
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(json.dumps({**shipped, "passages": rounded(model)}) + "\n")


if __name__ == "__main__":
    main()
