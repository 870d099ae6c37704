"""The chat model that the settings name for answers, opened once for all who ask."""

from __future__ import annotations

import threading
from typing import Literal

from rag.models.protocols import ChatModel
from rag.settings import Settings


def chosen_answerer(settings: Settings) -> Literal["openai", "local", "quoting"]:
    """Who writes the answers: what the settings name, else openai where it is configured, else quoting."""
    if settings.answerer == "openai" or (settings.answerer == "auto" and _endpoint_configured(settings)):
        return "openai"
    return "local" if settings.answerer == "local" else "quoting"


def _endpoint_configured(settings: Settings) -> bool:
    return bool(settings.openai_api_key or settings.openai_base_url)


class OneChat:
    """The chat model of the settings, opened when it is first needed, once for all who ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._chat: ChatModel | None = None

    def opened(self) -> ChatModel:
        """The model; raises ``ModelMissing`` where none is configured."""
        with self._lock:
            if self._chat is None:
                if chosen_answerer(self._settings) == "local":
                    from rag.models.local import open_local

                    self._chat = open_local(self._settings)
                else:
                    from rag.models.chat import open_chat

                    self._chat = open_chat(self._settings)
            return self._chat

    def close(self) -> None:
        """Let go of the model, if it was opened."""
        with self._lock:
            if self._chat is not None:
                self._chat.close()
