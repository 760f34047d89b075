"""Low-rank changes of linear layers (Hu et al. 2021, LoRA): W + B·A, of which only A and B are trained."""
import torch
from torch import nn
from torch.nn import functional as F


class LowRank(nn.Module):
    """The two factors of a change to a layer's weight; it is nothing at first, as one of them is zero."""

    def __init__(self, layer, rank):
        super().__init__()
        self.down = nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features ** 0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))

    def changed(self, layer, inputs, output):
        """What the layer gives with the change: a forward hook, so that the frozen weight needs no gradient."""
        return output + F.linear(F.linear(inputs[0], self.down), self.up)


def add_low_rank(network, rank):
    """Gives each linear layer of a network a low-rank change. Returns these by the layer's name."""
    changes = {}
    for name, layer in network.named_modules():
        if isinstance(layer, nn.Linear):
            changes[name] = LowRank(layer, rank)
            layer.register_forward_hook(changes[name].changed)
    return changes
