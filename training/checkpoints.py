"""Checkpoints of a run, by which it goes on where it was stopped."""
import os

import torch


def save(path, **state):
    """Writes it whole or not at all."""
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def settings_of(options):
    """What has to be the same for a run to go on; how long it is may change."""
    return {key: without_folders(value) for key, value in vars(options).items() if key not in ("out", "base", "squadshifts", "steps")}


def without_folders(value):
    if isinstance(value, list):
        return [without_folders(each) for each in value]
    return os.path.basename(value.rstrip("/")) if isinstance(value, str) else value


def resumed(path, options):
    """The state saved there, or None. Ends the program where that is not of this run."""
    if not os.path.exists(path):
        return None
    state = torch.load(path)
    if state.get("settings") != settings_of(options):
        raise SystemExit(f"{path} is of a run with other settings. Remove it to begin anew, or give another --out.\n"
                         f"  there: {state.get('settings')}\n  here: {settings_of(options)}")
    if state["optimiser"] is None and state["step"] < getattr(options, "steps", 0):
        raise SystemExit(f"{path} is of a run that ended with {state['step']} steps. To make it longer put its plateau.pt in the place of that file.")
    return state
