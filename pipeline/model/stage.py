"""The Stage protocol: what stands at each doorway."""

from __future__ import annotations

from typing import Protocol, TypeVar

In_contra = TypeVar("In_contra", contravariant=True)
Out_co = TypeVar("Out_co", covariant=True)


class Stage(Protocol[In_contra, Out_co]):
    """Built once per process, then a function: no ledger, index, clock, environment or network inside.

    A doubtful answer is data; an exception means that the stage could not answer.
    """

    def __call__(self, item: In_contra, /) -> Out_co:
        """Answer for one item."""
        ...
