"""Cross-validation by whole programmes: whatever is fitted is measured on programmes that it was not fitted to."""
import json

FOLDS = 5


def lines_of(file):
    """The collected questions for which something was found."""
    with open(file, encoding="utf-8") as lines:
        return [line for line in map(json.loads, lines) if line["features"]]


def folds_of(lines):
    """(lines to fit to, lines to measure on), so that each group is measured on once."""
    groups = sorted({line["group"] for line in lines})
    for i in range(FOLDS):
        left_out = groups[i::FOLDS]
        yield [line for line in lines if line["group"] not in left_out], [line for line in lines if line["group"] in left_out]
