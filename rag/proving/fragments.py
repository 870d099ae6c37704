"""An answer that is no sentence ("Mexico.", "33,000"): borne out where it stands word for word beside what is asked."""

from __future__ import annotations

from rag.language.close_reading import Reading
from rag.language.lexicon import words
from rag.language.terms import content_terms, content_words
from rag.language.words import keys_of, literal
from rag.proving.passages import Told, told_in
from rag.types import Passage

_LONGEST_WORDS = 8
_VERBS = words("is are was were be been has have had will would can could may might must did does do said says")
_SHARE = 1 / 3  # of the question's words that the sentence, its neighbours and the headline must hold
_AT_LEAST = 2  # of them, where it has so many


def is_fragment(reading: Reading) -> bool:
    """True for a few words without a verb."""
    told = [word.lower for word in reading.words]
    return 0 < len(told) <= _LONGEST_WORDS and not reading.verbs and not any(word in _VERBS for word in told)


class Fragments:
    """Checks fragments that answer ``question``."""

    def __init__(self, question: str) -> None:
        self._question = f" {literal(question)} "
        self._asked = {word: keys_of(word) for word in content_words(question)}

    def sentence_for(self, fragment: str, passage: Passage) -> Told | None:
        """The sentence of a passage that bears the fragment out; None where none does.

        Words of the question itself are no answer to it.
        """
        said = literal(fragment)
        if not said or f" {said} " in self._question:
            return None
        asked = [keys for word, keys in self._asked.items() if word not in said.split()]
        enough = max(min(_AT_LEAST, len(asked)), _SHARE * len(asked))
        headline = content_terms(passage.title)
        sentences = told_in(passage.text)
        best = 0
        chosen: Told | None = None
        for index, sentence in enumerate(sentences):
            if f" {said} " not in f" {sentence.literal} ":
                continue
            near = sentences[max(0, index - 1) : index + 2]
            terms = headline.union(*(content_terms(passage.text[told.start : told.end]) for told in near))
            shared = sum(bool(keys & terms) for keys in asked)
            if shared >= enough and shared > best:
                best, chosen = shared, sentence
        return chosen
