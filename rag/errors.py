"""Every error Dateline raises, one tree.

    DatelineError
    ├── UsageError            a caller's argument or setting cannot be used
    ├── StoreError            something about the store on disk
    │   ├── StoreNotFound     there is no store at that path
    │   ├── StoreBusy         another process is writing
    │   ├── StoreMismatch     the store was filled by other models or by another version
    │   ├── StoreUnreachable  the Chroma server that holds its vectors does not answer
    │   └── StoreDamaged      the parts of the store disagree, or one cannot be read
    ├── ModelError            an embedding or chat model could not do its work
    │   ├── ModelMissing      its package or files are not there, or not what they should be
    │   ├── ModelUnreachable  no connection, or no answer in time
    │   ├── ModelRefused      the key or the request was not accepted; asking again does not help
    │   ├── ModelOverflow     the prompt is longer than the model reads; a shorter one helps
    │   ├── ModelOverloaded   too many requests, or the server's own trouble; later may help
    │   └── ModelCutOff       the answer stopped in the middle
    ├── ClusterError          Ray could not be reached, or its workers could not do their work
    └── RecordRejected        one record of a source cannot become an article; the others go on

Each message says what was wrong and what to do next, in one line. Finding nothing is not an error.
"""

from __future__ import annotations

import shlex


def command(*words: object) -> str:
    """A command of ours as a message names it: what stands between the backticks works in a shell as it is.

    >>> command("doctor", "--store", "my news")
    "`dateline doctor --store 'my news'`"
    """
    return f"`dateline {shlex.join(map(str, words))}`"


class DatelineError(Exception):
    """Anything Dateline raises on purpose."""


class UsageError(DatelineError):
    """A caller's argument or setting cannot be used; the message names it."""


class StoreError(DatelineError):
    """Something about the store on disk."""


class StoreNotFound(StoreError):
    """There is no store at the path that was given."""


class StoreBusy(StoreError):
    """Another process is writing to the store; the message says which."""


class StoreMismatch(StoreError):
    """The store was filled by other embedding models, or by a version with another format."""


class StoreUnreachable(StoreError):
    """The Chroma server that holds the store's vectors does not answer, or not as Chroma does."""


class StoreDamaged(StoreError):
    """The parts of the store disagree, or one of them cannot be read."""


class ModelError(DatelineError):
    """An embedding or chat model could not do its work. ``retry`` says whether asking again may help."""

    retry = False

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ModelMissing(ModelError):
    """A model's package or files are absent, or their sum is not the expected one."""


class ModelUnreachable(ModelError):
    """No connection to the model's server, or no answer in time."""

    retry = True


class ModelRefused(ModelError):
    """The server did not accept the key, the model's name or the request."""


class ModelOverflow(ModelError):
    """The prompt is longer than the model's context; fewer passages help, asking the same again does not."""


class ModelOverloaded(ModelError):
    """The server had too many requests or trouble of its own; ``retry_after_s`` is its advice, if it gave any."""

    retry = True


class ModelCutOff(ModelError):
    """The model's answer stopped before its end."""

    retry = True


class ClusterError(DatelineError):
    """Ray could not be reached, or its workers failed over one batch again and again."""


class RecordRejected(DatelineError):
    """One record of a source cannot become an article.

    ``source`` is the file or address, ``line`` its 1-based line or record where there is one, ``field`` the field at
    fault where one is, ``why`` the reason in words.
    """

    def __init__(self, source: str, why: str, *, line: int | None = None, field: str | None = None) -> None:
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {field}: {why}" if field else f"{place}: {why}")
        self.source, self.line, self.field, self.why = source, line, field, why
