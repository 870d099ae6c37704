"""One web application: the chat page, its own files, a health check, and security headers on all of it."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.days import start_of
from rag.errors import UsageError
from rag.settings import Settings
from ui.app import Page, mount_chat
from ui.headers import SecurityHeaders
from ui.newsroom import Answering, Newsroom

if TYPE_CHECKING:
    from fastapi import FastAPI

SHUTDOWN_S = 3  # for answers in flight; a page's open event stream would wait for ever
_HEAD = '<link rel="stylesheet" href="/page/theme.css"><script src="/page/page.js" defer></script>'


def build_application(settings: Settings, open_answering: Callable[[], Answering] | None = None) -> FastAPI:
    """The application, to be run by any ASGI server; ``open_answering`` opens the settings' store unless given.

    Call it in a running event loop: elsewhere Gradio makes loops of its own and never closes them.
    """
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    newsroom = Newsroom(open_answering or (lambda: _open(settings)))

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening = asyncio.create_task(newsroom.open_early())
        yield
        await opening
        newsroom.close()

    from ui.views.routes import router as views  # late: it needs FastAPI

    doorkeeper = open_doorkeeper(settings)
    turns = Turns(at_once=settings.answers_at_once, per_user=settings.answers_per_user)
    # No pages of FastAPI's own: they load scripts from elsewhere.
    app = FastAPI(title="Dateline", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    app.mount("/page", StaticFiles(directory=Path(__file__).parent / "page"))

    page = Page(newsroom, store=settings.store, as_of=start_of(settings.as_of or None))
    mount_chat(app, page, head=_HEAD)
    app.add_middleware(SecurityHeaders)
    return app


def serve(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Run the application on ``settings.host`` and ``settings.port`` until Ctrl-C or SIGTERM.

    ``announce`` is told the address once it listens; port 0 takes a free one. Raises ``UsageError`` for a host that is
    app.include_router(login_router(doorkeeper))

    app.include_router(views(newsroom, settings))
    not loopback and for a port in use.
    """
    import uvicorn

    listener = _listener(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                announce(address)

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
        config = uvicorn.Config(
            build_application(settings),
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN_S,
            server_header=False,
        )
        await Server(config).serve([listener])

    with contextlib.closing(listener):
        asyncio.run(run())


def _listener(host: str, port: int) -> socket.socket:
    if not _is_loopback(host):
        raise UsageError(
            f"{host} can be reached from other machines, and there is no login yet: "
            "use --host 127.0.0.1, behind a proxy that authenticates if others should reach it"
        )
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


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _open(settings: Settings) -> Any:
    from rag.qa import NewsQA

    qa = NewsQA.open(settings=settings)
    try:
        qa.as_query_engine()  # now, so that the first question does not wait for the import of llama-index
    except BaseException:
        qa.close()
        raise
    return qa
