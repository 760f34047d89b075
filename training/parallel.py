"""Synchronous data parallelism: each worker is a process of one thread that reads its part of every batch; their gradients are averaged."""
import argparse
import os

os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")  # without it OpenBLAS takes these CPUs for older ones

import torch
import torch.distributed as workers

from checkpoints import resumed

ALIGNED = 16  # lengths are padded to a multiple: AMX tiles; a length of 190 takes half as long again as one of 192
SAVE_EVERY_SECONDS = 150


def aligned(length):
    return -(-length // ALIGNED) * ALIGNED


def options_parser(rate):
    """The options that every training has."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="/tmp/reader/package/model")
    parser.add_argument("--squadshifts", default="/work/shared/training/squadshifts")
    parser.add_argument("--programmes", nargs="+", required=True)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", required=True)
    return parser


def meeting_of(options):
    return options.out + "/workers"


def start(train, options):
    """Runs `train(worker, options)` in a process for each worker."""
    os.makedirs(options.out, exist_ok=True)
    if os.path.exists(meeting_of(options)):
        os.remove(meeting_of(options))  # of a run that was stopped
    resumed(options.out + "/last.pt", options)  # tells what is wrong with it in one line
    torch.multiprocessing.spawn(train, (options,), options.workers)


def meet(worker, options):
    """Joins a worker to the others. Returns how it reports: the first prints, the others are silent."""
    workers.init_process_group("gloo", init_method=f"file://{meeting_of(options)}", rank=worker, world_size=options.workers)
    torch.set_num_threads(1)
    return print if worker == 0 else lambda *_, **__: None


def average(parameters):
    """Each gradient becomes the mean of all workers'."""
    flat = torch.cat([p.grad.view(-1) for p in parameters])
    workers.all_reduce(flat)
    flat /= workers.get_world_size()
    for p, mean in zip(parameters, flat.split([p.numel() for p in parameters])):
        p.grad.copy_(mean.view_as(p))
