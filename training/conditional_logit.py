"""A conditional logit with a hidden layer: which of several things, described by features, is chosen.

The utility of a thing is a linear function of its features plus one hidden layer of tanh units; the softmax over a question's things,
and where wanted over 'none of them', is fitted by maximum likelihood (McFadden 1974; the hidden layer as in ListNet, Cao et al. 2007).
What is fitted is written as JSON that src/answers/ranking/utility.ts computes.
"""
import numpy as np
import torch

EPOCHS, BATCH, RATE, DECAY = 30, 256, 0.01, 0.1
NETWORKS = 3  # fitted from different starts; the mean of their utilities is taken
SEED = 4


class Choices:
    """Features [question, thing, feature], which things exist, and which are right.

    rows: for each question the features of its things (dictionaries) and their labels"""

    def __init__(self, rows, names):
        most = max(len(features) for features, _ in rows)
        self.features = torch.zeros(len(rows), most, len(names))
        self.exists, self.right = torch.zeros(len(rows), most), torch.zeros(len(rows), most)
        for i, (features, labels) in enumerate(rows):
            self.features[i, :len(features)] = torch.tensor([[f[n] for n in names] for f in features])
            self.exists[i, :len(features)], self.right[i, :len(labels)] = 1, torch.tensor(labels, dtype=torch.float)


class Utility(torch.nn.Module):
    def __init__(self, features, hidden, with_none):
        super().__init__()
        self.linear = torch.nn.Linear(features, 1, bias=False)
        self.inner = torch.nn.Linear(features, hidden)
        self.outer = torch.nn.Linear(hidden, 1, bias=False)
        torch.nn.init.zeros_(self.outer.weight)
        self.none = torch.nn.Parameter(torch.tensor([0.0 if with_none else -1e4]), requires_grad=with_none)

    def forward(self, features, exists):
        """Log-probabilities of the things, then of none."""
        utility = (self.linear(features) + self.outer(torch.tanh(self.inner(features))))[..., 0]
        utility = utility.masked_fill(exists == 0, -1e4)
        return torch.log_softmax(torch.cat([utility, self.none.expand(len(features), 1)], 1), 1)


def fitted(choices, hidden, with_none, seed):
    """A network and the mean and deviation of its features."""
    torch.manual_seed(seed)
    all_rows = choices.features[choices.exists > 0]
    mean, deviation = all_rows.mean(0), all_rows.std(0)
    deviation[deviation < 1e-6] = 1
    features = (choices.features - mean) / deviation * choices.exists[..., None]
    answered = choices.right.sum(1, keepdim=True) > 0
    right = torch.cat([choices.right, (~answered).float()], 1)
    network = Utility(features.shape[-1], hidden, with_none)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for part in optimiser.param_groups:
            part["lr"] = RATE * (1 - epoch / EPOCHS)
        for batch in torch.randperm(len(features)).split(BATCH):
            outcome = network(features[batch], choices.exists[batch])
            loss = -torch.logsumexp(outcome + torch.log(right[batch] + 1e-9), 1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network, mean, deviation


def model_of(choices, names, hidden, with_none):
    """The mean of several fits, on features as they are: what ships. `abstain` is the utility of none."""
    fits = [fitted(choices, hidden, with_none, SEED + i) for i in range(NETWORKS)]
    weights, abstain, units = np.zeros(len(names)), 0.0, []
    for network, mean, deviation in fits:
        linear = (network.linear.weight[0] / deviation).detach()
        weights += linear.numpy() / len(fits)
        abstain += float(network.none + linear @ mean) / len(fits)
        inner = (network.inner.weight / deviation).detach()
        bias = (network.inner.bias - inner @ mean).detach()
        for k in range(hidden):
            units.append({"scale": float(network.outer.weight[0, k]) / len(fits), "bias": float(bias[k]), "weights": inner[k].tolist()})
    model = {"features": names, "weights": weights.tolist(), "hidden": units}
    return {**model, "abstain": abstain} if with_none else model


def utilities(model, choices):
    """Of each thing, [question, thing]; very low for those that do not exist."""
    features = choices.features.double()
    vector = lambda weights: torch.tensor(weights, dtype=torch.double)
    utility = features @ vector(model["weights"])
    for unit in model["hidden"]:
        utility = utility + unit["scale"] * torch.tanh(unit["bias"] + features @ vector(unit["weights"]))
    return utility.masked_fill(choices.exists == 0, -1e4)


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value
