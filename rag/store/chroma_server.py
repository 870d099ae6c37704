"""Vectors on a Chroma server that others keep running: the same collections, reached by URL.

A server has one state for all who ask, so here generations are made by the keys: what is on the server and in no
generation of the reader's is passed over (``snapshots``), and what left a generation is deleted after the next one is
published (``writer``). The server knows no passwords; the headers are for the proxy before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rag.errors import StoreDamaged, StoreError, StoreMismatch, StoreUnreachable, command
from rag.store.chroma_address import HEADERS_VARIABLE, URL_VARIABLE, ChromaAddress
from rag.store.records import Family
from rag.store.vectors import SEARCH_WIDTH, ChromaVectors

_LISTED = 100  # collections a page
_TIMEOUT_S = 60.0  # one request: 1,000 vectors into a large index take a few seconds on a busy server


class ChromaServer(ChromaVectors):
    """The store's collections on the server at ``address``.

    A collection that is not there is begun where ``may_begin`` allows it, and refused with words where it does not:
    then this is another server, or an emptied one.
    """

    batch = 1_000

    def __init__(
        self,
        root: Path,
        address: ChromaAddress,
        collections: Mapping[Family, str],
        may_begin: Callable[[Family], bool] | None = None,
    ) -> None:
        super().__init__(collections)
        self._root, self._address = root, address
        self._connect(may_begin)

    def _connect(self, may_begin: Callable[[Family], bool] | None) -> None:
        from chromadb.api import ServerAPI
        from chromadb.config import Settings, System
        from chromadb.errors import NotFoundError

        with self.guarded():
            self._system = System(
                Settings(
                    _env_file=None,  # type: ignore[call-arg]
                    chroma_api_impl="chromadb.api.fastapi.FastAPI",
                    chroma_server_host=self._address.url,
                    chroma_server_http_port=8000,  # demanded, and unused beside a whole URL
                    chroma_server_headers=self._address.pairs(),
                    anonymized_telemetry=False,
                )
            )
            self._server = self._system.instance(ServerAPI)  # type: ignore[type-abstract]
            self._system.start()
            # Chroma waits for ever by default: a server that hangs would hang everybody.
            self._server._session.timeout = _TIMEOUT_S  # type: ignore[attr-defined]
        try:
            for family, name in self._names.items():
                with self.guarded():
                    try:
                        model = self._server.get_collection(name)
                    except NotFoundError:
                        if may_begin is None or not may_begin(family):
                            raise self._elsewhere(name) from None
                        model = self._server.create_collection(
                            name,
                            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
                            get_or_create=True,
                        )
                    self._collections[family] = self._collection(model)
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connections; nothing may be asked afterwards."""
        self._collections.clear()
        with self.guarded():
            self._server._session.close()  # type: ignore[attr-defined]
            self._system.stop()

    def drop_others(self, prefix: str) -> None:
        """Delete this store's collections that belong to no family: those of models that were replaced."""
        with self.guarded():
            names: list[str] = []
            while page := self._server.list_collections(limit=_LISTED, offset=len(names)):
                names.extend(model.name for model in page)
            for name in names:
                if name.startswith(prefix) and name not in self._names.values():
                    self._server.delete_collection(name)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Chroma's errors and its HTTP library's become ours; the address is named, the headers never."""
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        where = f"the Chroma server at {self._address.url} ({URL_VARIABLE})"
        try:
            yield
        except NotFoundError as fault:
            raise StoreDamaged(
                f"{self._root}: {where} has lost a collection ({_short(fault)}): run "
                + command("doctor", "--repair", "--store", self._root)
            ) from fault
        except httpx.HTTPError as fault:
            raise StoreUnreachable(
                f"{where} does not answer ({_short(fault) or type(fault).__name__}): start it "
                "(`chroma run --path FOLDER`) or correct the address"
            ) from fault
        except StoreError:
            raise
        except (ChromaError, ValueError, TypeError, KeyError) as fault:
            raise StoreUnreachable(f"{where} gave no answer that can be read ({_short(fault)})") from fault
        except BaseException as fault:
            if type(fault) is not Exception:  # what Chroma raises for any answer that is not its own
                raise
            response = getattr(fault.__context__, "response", None)
            status = getattr(response, "status_code", None)
            if status in (401, 403):
                advice = f"its proxy refused the request ({status}): give the headers it wants in {HEADERS_VARIABLE}"
            else:
                advice = f"it answered {status or _short(fault)}: is it Chroma, and is the path right?"
            raise StoreUnreachable(f"{where} cannot be used: {advice}") from fault

    def _elsewhere(self, name: str) -> StoreMismatch:
        return StoreMismatch(
            f"{self._root}: the Chroma server at {self._address.url} ({URL_VARIABLE}) has no collection {name}, where "
            "this store's vectors are: name the server that has it, or fill this one with "
            + command("doctor", "--repair", "--store", self._root)
        )


def _short(fault: BaseException) -> str:
    text = " ".join(str(fault).split())
    return text if len(text) <= 120 else text[:119] + "…"
