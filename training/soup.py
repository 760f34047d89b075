"""The mean of several fine-tunings that began at the same weights: a 'model soup' (Wortsman et al., ICML 2022).

soup.py OUT CHECKPOINT_FOLDER...     writes OUT/last.pt

It reads as well as the best of them and is steadier than each, at the cost of one.
"""
import argparse
import os

import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    weights = [torch.load(f"{folder}/last.pt", map_location="cpu")["weights"] for folder in options.folders]
    mean = {name: sum(each[name].float() for each in weights) / len(weights) for name in weights[0]}
    os.makedirs(options.out, exist_ok=True)
    torch.save({"weights": mean, "optimiser": None, "step": 0}, f"{options.out}/last.pt")


if __name__ == "__main__":
    main()
