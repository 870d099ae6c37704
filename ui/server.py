"""One web application: the chat, the pages and the doors, behind everything of ``ui.safety``."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError
from rag.settings import Settings
from ui.chat.blocks import mount_chat
from ui.chat.downloads import router as conversations
from ui.chat.page import Page
from ui.newsroom import Answering, Newsroom, Watcher, open_qa
from ui.safety.accounts import FILE_NAME, Accounts
from ui.safety.buckets import Buckets
from ui.safety.doorkeeper import Doorkeeper
from ui.safety.guard import Guard
from ui.safety.headers import SecurityHeaders
from ui.safety.limits import Bounds, Limits
from ui.safety.login import router as login_router
from ui.safety.origins import listed
from ui.safety.refusing import nothing_here
from ui.safety.turns import Turns

if TYPE_CHECKING:
    from fastapi import FastAPI

DRAIN_S = 30.0  # for answers in flight, from SIGTERM on
SHUTDOWN_S = 3  # then, for the pages' event streams, which would stay open for ever
CONNECTIONS = 1_000
_HEAD = "".join(f'<link rel="stylesheet" href="/page/{name}.css">' for name in ("theme", "chat")) + "".join(
    f'<script src="/page/{name}.js" defer></script>' for name in ("page", "reader", "tips", "connection")
)


def build_application(settings: Settings, open_answering: Callable[[], Answering] | None = None) -> FastAPI:
    """The application, to be run by any ASGI server; ``open_answering`` opens the settings' store unless given.

    Call it in a running event loop: elsewhere Gradio makes loops of its own and never closes them.
    """
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from ui.doors.metrics import Counts  # late, as the others: they need FastAPI
    from ui.doors.opening import open_doors
    from ui.doors.tracing import open_tracing
    from ui.views.routes import router as views

    doorkeeper = open_doorkeeper(settings)
    turns = Turns(at_once=settings.answers_at_once, per_user=settings.answers_per_user)
    counts, tracing = Counts(), open_tracing(settings)
    watchers: list[Watcher] = [counts] if tracing is None else [counts, tracing]
    newsroom = Newsroom(open_answering or (lambda: open_qa(settings)), watchers)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening = asyncio.create_task(newsroom.open_early())
        yield
        await opening
        newsroom.close()
        if tracing is not None:
            await asyncio.to_thread(tracing.close)
        doorkeeper.accounts.close()

    # No pages of FastAPI's own: they load scripts from elsewhere.
    app = FastAPI(title="Dateline", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.turns = turns

    app.mount("/page", StaticFiles(directory=Path(__file__).parent / "page"))
    app.include_router(login_router(doorkeeper))

    app.include_router(views(newsroom, settings))

    app.include_router(conversations(settings.store))
    open_doors(app, newsroom, counts, settings)
    chat = mount_chat(app, Page(newsroom, settings, turns), head=_HEAD)
    for one in (app, chat):  # the chat is asked for whatever nothing else answers
        one.add_exception_handler(404, nothing_here)
        one.add_exception_handler(405, nothing_here)
    # The last one added is asked first.
    buckets = Buckets(per_minute=settings.requests_per_minute) if settings.requests_per_minute else None
    bounds = Bounds(upload_bytes=settings.upload_mb << 20)
    app.add_middleware(Limits, turns=turns, buckets=buckets, bounds=bounds)
    app.add_middleware(Guard, doorkeeper=doorkeeper, hosts=frozenset(listed(settings.hosts)))
    app.add_middleware(SecurityHeaders)
    return app


def open_doorkeeper(settings: Settings) -> Doorkeeper:
    """Who may come in, by the settings and the file of logins in the store's folder."""
    return Doorkeeper(settings, Accounts(settings.store.expanduser() / FILE_NAME))


def serve(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Run the application on ``settings.host`` and ``settings.port`` until Ctrl-C or SIGTERM.

    SIGTERM finishes the answers in flight, for ``DRAIN_S`` at most. ``announce`` is told the address once it listens;
    port 0 takes a free one. Raises ``UsageError`` for a port in use, and where others could reach a server that
    nobody has to log in to.
    """
    import uvicorn

    from ui.safety.connections import ImpatientProtocol

    _check_logins(settings)
    listener = _listener(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    class Server(uvicorn.Server):
        def __init__(self, config: uvicorn.Config, turns: Turns) -> None:
            super().__init__(config)
            self._turns = turns

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                announce(address)

        def handle_exit(self, sig: int, frame: Any) -> None:
            self._turns.drain()
            super().handle_exit(sig, frame)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # The listener stays open meanwhile, so that whoever asks now is told to come back.
            until = time.monotonic() + DRAIN_S
            while self._turns.in_flight and not self.force_exit and time.monotonic() < until:
                await asyncio.sleep(0.05)
            await super().shutdown(sockets)

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            # Uvicorn's own raises the signal again when all is done; here a signal is a request to end, and it ended.
            before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    async def run() -> None:
        application = build_application(settings)
        config = uvicorn.Config(
            application,
            http=ImpatientProtocol,
            ws="none",
            limit_concurrency=CONNECTIONS,
            log_level="critical",
            access_log=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=listed(settings.proxies),
            timeout_graceful_shutdown=SHUTDOWN_S,
            server_header=False,
        )
        await Server(config, application.state.turns).serve([listener])

    with contextlib.closing(listener):
        asyncio.run(run())


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on {host}:{port} ({error.strerror}): choose another port with --port"
        ) from None
    return listener


def _check_logins(settings: Settings) -> None:
    doorkeeper = open_doorkeeper(settings)
    with contextlib.closing(doorkeeper.accounts):
        if doorkeeper.reachable and not doorkeeper.has_logins():
            by = "through DATELINE_HOSTS or DATELINE_PROXIES" if doorkeeper.on_loopback else "from other machines"
            raise UsageError(
                f"{settings.host} can be reached {by}, and nobody has to log in: make a login with "
                "`dateline users add NAME`, a token for programs with `dateline tokens add NAME`, or set "
                "DATELINE_API_TOKEN"
            )
