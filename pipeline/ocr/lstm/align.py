"""How likely a text is by the network's chances, and where its letters stand (connectionist temporal classification, A. Graves 2006)."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.decode import Character

IMPOSSIBLE = -1e9


def log_likelihood(chances: npt.NDArray[np.float32], outputs: list[int], blank: int) -> float:
    """Natural logarithm of the probability that the steps (steps, outputs) read as these outputs, over all alignments."""
    states, skips = _states(outputs, blank)
    at = np.zeros(len(states))
    at[:2] = chances[0, states[:2]]
    total = 0.0
    for row in chances[1:]:
        reached = at.copy()
        reached[1:] += at[:-1]
        reached[2:] += at[:-2] * skips[2:]
        at = reached * row[states]
        scale = float(at.sum())
        if scale <= 0:
            return IMPOSSIBLE
        total += math.log(scale)
        at /= scale
    last = float(at[-2:].sum())
    return total + math.log(last) if last > 0 else IMPOSSIBLE


def aligned(chances: npt.NDArray[np.float32], text: str, outputs: list[int], blank: int, offset: int) -> list[Character]:
    """The text's characters on their likeliest steps, `offset` added; their confidence is the best chance among those."""
    states, skips = _states(outputs, blank)
    logs = np.log(np.maximum(chances[:, states], 1e-30))
    score = np.full(len(states), IMPOSSIBLE)
    score[:2] = logs[0, :2]
    came = np.zeros(logs.shape, np.intp)
    for step in range(1, len(logs)):
        ways = np.stack(
            [score, np.append(IMPOSSIBLE, score[:-1]), np.append([IMPOSSIBLE] * 2, np.where(skips[2:], score[:-2], IMPOSSIBLE))]
        )
        came[step] = ways.argmax(axis=0)
        score = ways.max(axis=0) + logs[step]
    state = len(states) - 1 if score[-1] > score[-2] else len(states) - 2
    steps: list[list[int]] = [[] for _ in outputs]
    for step in range(len(logs) - 1, -1, -1):
        if state % 2:
            steps[state // 2].append(step)
        state -= int(came[step, state])
    return [
        Character(letter, float(chances[taken, output].max()), offset + taken[-1], offset + taken[0])
        for letter, output, taken in zip(text, outputs, steps, strict=True)
        if taken
    ]


def _states(outputs: list[int], blank: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Outputs with blanks between, and which states may be reached past a blank: letters that differ from the one before."""
    states = np.full(2 * len(outputs) + 1, blank, np.intp)
    states[1::2] = outputs
    skips = np.zeros(len(states), np.bool_)
    skips[3::2] = states[3::2] != states[1:-2:2]
    return states, skips
