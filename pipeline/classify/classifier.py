"""PageText -> TypedPage: the page's type with a calibrated probability, or none of the known ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from pipeline.classify.document_types import DocumentType
from pipeline.classify.features import Features, fold
from pipeline.classify.linear import OTHER, LinearModel, softmax
from pipeline.classify.settings import ClassifySettings
from pipeline.classify.titles import WHOLE_LINE, TitleFinder
from pipeline.model.types import PageText, TypedPage, TypeGuess

# A site's own type that the model was not trained on: its title alone on a line outweighs what the words say by this much (logits),
# and each of its cue words adds a little.
OWN_TITLE, OWN_CUE, OWN_NOTHING = 3.0, 1.0, -12.0
SHOWN = "whtp"  # kinds whose names a person can read as evidence


class Classifier:
    """Built once per process from settings, the model and the site's types; then a pure function."""

    def __init__(self, settings: ClassifySettings, model: LinearModel, types: tuple[DocumentType, ...]) -> None:
        self._settings, self._model = settings, model
        self._codes = tuple(kind.code for kind in types)
        self._names = {kind.code: kind.name for kind in types}
        self._untrained = {kind.code: frozenset(map(fold, kind.cues)) for kind in types if kind.code not in model.classes}
        self._features = Features(TitleFinder(types))
        dropped = [at for at, code in enumerate(model.classes) if code != OTHER and code not in self._names]
        self._dropped = np.array(dropped, dtype=np.int64)

    def __call__(self, page: PageText) -> TypedPage:
        """The page with its type. A page that is blank or nearly so has none."""
        if page.blank or len(page.words) < self._settings.min_words:
            return TypedPage(page, TypeGuess(None, 1.0, tuple((code, 0.0) for code in self._codes)))
        features = self._features(page)
        columns, values = self._model.vector(features)
        logits = self._model.logits(columns, values) / self._model.temperature
        logits[self._dropped] = -np.inf  # a class whose type the site has taken away
        probability = self._with_own_types(page, logits)
        scores = tuple(sorted(((code, probability[code]) for code in self._codes), key=lambda pair: (-pair[1], pair[0])))
        best, confidence = scores[0]
        if confidence < self._settings.min_confidence or confidence < probability[OTHER]:
            return TypedPage(page, TypeGuess(None, probability[OTHER], scores, self._evidence(OTHER, columns, values)))
        return TypedPage(page, TypeGuess(best, confidence, scores, self._evidence(best, columns, values)))

    def _with_own_types(self, page: PageText, logits: npt.NDArray[np.float64]) -> dict[str, float]:
        """Probabilities by class, the types that the model was not trained on among them."""
        codes, all_logits = [*self._model.classes, *self._untrained], logits
        if self._untrained:
            strengths = self._features.strengths(page)
            said = {fold(word.text) for word in page.words}
            top = float(logits.max())
            own = [top + _own_logit(strengths.get(code, 0.0), len(cues & said)) for code, cues in self._untrained.items()]
            all_logits = np.concatenate([logits, np.array(own)])
        return {code: float(share) for code, share in zip(codes, softmax(all_logits), strict=True)}

    def _evidence(self, chosen: str, columns: npt.NDArray[np.int64], values: npt.NDArray[np.float32]) -> tuple[str, ...]:
        """The names that spoke most for the answer, in words a person can read, strongest first, each once."""
        if chosen not in self._model.classes:
            return (f"title: {self._names[chosen]}",)
        voices = self._model.contributions(self._model.classes.index(chosen), columns, values)
        found: dict[str, None] = {}
        for at in np.argsort(-voices, kind="stable"):
            name = self._model.names[columns[at]]
            if voices[at] <= 0 or len(found) >= self._settings.evidence_words:
                break
            if name[0] in SHOWN:
                found.setdefault(_readable(name, self._names))
        return tuple(found)


def _own_logit(share: float, cues: int) -> float:
    title = OWN_TITLE if share >= WHOLE_LINE else 0.0
    return title + OWN_CUE * cues if title or cues >= 3 else OWN_NOTHING


def _readable(name: str, names: Mapping[str, str]) -> str:
    kind, word = name[0], name[2:]
    if kind == "p":
        code, _, _ = word.partition(" ")
        return f"title: {names.get(code, code)}"
    return {"h": f"heading: {word}", "t": f"title word: {word}"}.get(kind, word)
