"""Fits the choice model to collected features and writes data/models/ranking.json.

ranking.py --with-reader FILE --without-reader FILE [--out FILE] [--hidden UNITS]

A candidate's utility is a linear function of its features plus one hidden layer of tanh units; 'no answer' has a constant one. The
softmax over both is fitted by maximum likelihood (a conditional logit, McFadden 1974, with the hidden layer of ListNet, Cao et al.
2007). Prints leave-one-programme-out figures, never those of what it was fitted to.
"""
import argparse
import datetime
import json

import numpy as np
import torch

KEPT = 40  # candidates of a question: the right ones, and the most tempting of the others
EPOCHS, BATCH, RATE, DECAY = 30, 256, 0.01, 0.1
NETWORKS = 3  # fitted from different starts; the mean of their utilities is taken
READER_FEATURES = {"margin", "readerShare", "hasReading", "typeSpan", "pointsBack"}
SEED = 4


class Questions:
    """Features [question, candidate, feature], which candidates exist, and which are right."""

    def __init__(self, lines, names):
        shape = len(lines), KEPT
        self.lines = lines
        self.features = torch.zeros(*shape, len(names))
        self.exists, self.right = torch.zeros(*shape), torch.zeros(*shape)
        for i, line in enumerate(lines):
            for k, j in enumerate(most_tempting(line)):
                self.features[i, k] = torch.tensor([line["features"][j][n] for n in names])
                self.exists[i, k], self.right[i, k] = 1, line["labels"][j]


def most_tempting(line):
    """Indices of the candidates to keep. A title that holds the answer too is neither right nor wrong: the sentence is the
    better quote, but where there is none the title must be free to win."""
    def temptation(j):
        f = line["features"][j]
        return 1e9 * line["labels"][j] + 2 * f.get("margin", 0) + f["sentenceCosine"] + f["coverageNear"]

    usable = [j for j, f in enumerate(line["features"]) if line["isTitled"] or not (f["isTitle"] and line["labels"][j])]
    return sorted(usable, key=temptation, reverse=True)[:KEPT]


class Utility(torch.nn.Module):
    def __init__(self, features, hidden):
        super().__init__()
        self.linear = torch.nn.Linear(features, 1, bias=False)
        self.inner = torch.nn.Linear(features, hidden)
        self.outer = torch.nn.Linear(hidden, 1, bias=False)
        torch.nn.init.zeros_(self.outer.weight)
        self.abstain = torch.nn.Parameter(torch.zeros(1))

    def forward(self, features, exists):
        """Log-probabilities of the candidates, then of no answer."""
        utility = (self.linear(features) + self.outer(torch.tanh(self.inner(features))))[..., 0]
        utility = utility.masked_fill(exists == 0, -1e4)
        return torch.log_softmax(torch.cat([utility, self.abstain.expand(len(features), 1)], 1), 1)


def fitted(questions, hidden, seed):
    """A network and the mean and deviation of its features."""
    torch.manual_seed(seed)
    all_rows = questions.features[questions.exists > 0]
    mean, deviation = all_rows.mean(0), all_rows.std(0)
    deviation[deviation < 1e-6] = 1
    features = (questions.features - mean) / deviation * questions.exists[..., None]
    answered = questions.right.sum(1, keepdim=True) > 0
    right = torch.cat([questions.right, (~answered).float()], 1)
    network = Utility(features.shape[-1], hidden)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for part in optimiser.param_groups:
            part["lr"] = RATE * (1 - epoch / EPOCHS)
        for batch in torch.randperm(len(features)).split(BATCH):
            outcome = network(features[batch], questions.exists[batch])
            loss = -torch.logsumexp(outcome + torch.log(right[batch] + 1e-9), 1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network, mean, deviation


def model_of(questions, names, hidden):
    """The mean of several fits, on features as they are: what ships."""
    fits = [fitted(questions, hidden, SEED + i) for i in range(NETWORKS)]
    weights, abstain, units = np.zeros(len(names)), 0.0, []
    for network, mean, deviation in fits:
        linear = (network.linear.weight[0] / deviation).detach()
        weights += linear.numpy() / len(fits)
        abstain += float(network.abstain + linear @ mean) / len(fits)
        inner = (network.inner.weight / deviation).detach()
        bias = (network.inner.bias - inner @ mean).detach()
        for k in range(hidden):
            units.append({"scale": float(network.outer.weight[0, k]) / len(fits), "bias": float(bias[k]), "weights": inner[k].tolist()})
    return {"features": names, "weights": weights.tolist(), "hidden": units, "abstain": abstain}


def probabilities(model, questions):
    """Of each candidate, then of no answer: [question, candidate + 1]."""
    features = questions.features.double()
    vector = lambda weights: torch.tensor(weights, dtype=torch.double)
    utility = features @ vector(model["weights"])
    for unit in model["hidden"]:
        utility = utility + unit["scale"] * torch.tanh(unit["bias"] + features @ vector(unit["weights"]))
    utility = utility.masked_fill(questions.exists == 0, -1e4)
    none = torch.full((len(features), 1), model["abstain"], dtype=torch.double)
    return torch.softmax(torch.cat([utility, none], 1), 1).numpy()


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
    weights = np.array([0.0, 1.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + 1e-6 * np.eye(2), x.T @ (y - p))
    return {"bias": round(float(weights[0]), 4), "scale": round(float(weights[1]), 4)}


def figures(outcomes, calibration, threshold):
    confidence = [1 / (1 + np.exp(-calibration["bias"] - calibration["scale"] * sure)) for *_, sure in outcomes]
    good = [(right and c >= threshold) if answerable else c < threshold for (_, answerable, right, _), c in zip(outcomes, confidence)]
    share = lambda values: round(float(np.mean(values)), 4) if len(values) else None
    positive = np.array([c for o, c in zip(outcomes, confidence) if o[1]])
    negative = np.array([c for o, c in zip(outcomes, confidence) if not o[1]])
    above = positive[:, None] > negative[None, :]
    return {"threshold": threshold, "questions": len(outcomes), "correct": share(good),
            "answerable": share([g for g, o in zip(good, outcomes) if o[1]]),
            "unanswerable": share([g for g, o in zip(good, outcomes) if not o[1]]),
            "bestSentence": share([o[2] for o in outcomes if o[1]]), "auroc": share(above)}


def trained(file, without, hidden):
    with open(file, encoding="utf-8") as lines:
        lines = [line for line in map(json.loads, lines) if line["features"]]
    names = [n for n in lines[0]["features"][0] if n not in without]
    # An answer that retrieval did not find teaches the choice nothing.
    teaches = lambda line: not line["isAnswerable"] or 1 in line["labels"]
    outcomes, groups = [], sorted({line["group"] for line in lines})
    for group in groups:
        model = model_of(Questions([li for li in lines if li["group"] != group and teaches(li)], names), names, hidden)
        outcomes += outcomes_of(model, Questions([li for li in lines if li["group"] == group], names))
    calibration = calibrated(outcomes)
    by_threshold = [figures(outcomes, calibration, round(t, 2)) for t in np.arange(0.2, 0.61, 0.01)]
    best = max(by_threshold, key=lambda f: f["correct"])
    print(file, json.dumps(best))
    for group in groups:
        print(f"  {group:14}", json.dumps(figures([o for o in outcomes if o[0] == group], calibration, best["threshold"])))
    for at in by_threshold[::5]:
        print("  at", json.dumps(at))
    model = model_of(Questions([li for li in lines if teaches(li)], names), names, hidden)
    return {**model, "calibration": calibration, "threshold": best["threshold"]}, best


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value


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
        told = {"date": datetime.date.today().isoformat(), "data": "programmes that the reader has not seen",
                "command": "training/ranking.sh", "crossValidated": {"withReader": with_figures, "withoutReader": without_figures}}
        with open(options.out, "w", encoding="utf-8") as file:
            file.write(json.dumps(rounded({"trained": told, "withReader": with_reader, "withoutReader": without_reader})) + "\n")


if __name__ == "__main__":
    main()
