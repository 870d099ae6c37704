"""OpenTelemetry traces: a span a question, in it one a stage; its words only where a setting says so."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from rag.errors import UsageError
from rag.settings import Settings
from rag.types import Answer
from ui.doors.metrics import outcome_of

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

_NS_PER_MS: Final = 1_000_000


class Tracing:
    """A watcher of the newsroom that writes spans; its provider is its own.

    Spans are made when a question has ended, from ``Answer.timings_ms``: stages follow each other from its start. In
    truth ``model`` and ``check`` alternate sentence by sentence; each is one span as long as all its turns together.
    """

    def __init__(self, exporter: SpanExporter, *, with_text: bool = False) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        self._provider: TracerProvider = TracerProvider(resource=Resource.create({"service.name": "dateline"}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("dateline")
        self._with_text = with_text

    def asked(self, door: str, question: str) -> Traced:
        """A question begins."""
        return Traced(self, door, question)

    def searched(self, door: str, elapsed_s: float) -> None:
        """A search or timeline was answered."""
        end_ns = time.time_ns()
        span = self._tracer.start_span(
            "search", start_time=end_ns - int(elapsed_s * 1e9), attributes={"dateline.door": door}
        )
        span.end(end_ns)

    def write(
        self, door: str, question: str, began_ns: int, answer: Answer | None, error: BaseException | None
    ) -> None:
        """The spans of a question that has ended."""
        from opentelemetry.trace import Status, StatusCode, set_span_in_context

        outcome = outcome_of(answer, error)
        attributes: dict[str, str | int] = {"dateline.door": door, "dateline.outcome": outcome}
        if answer is not None:
            attributes |= {
                "dateline.answerer": answer.answerer,
                "dateline.hits": len(answer.hits),
                "dateline.citations": len(answer.citations),
                "dateline.sentences_removed": answer.removed,
                "gen_ai.usage.input_tokens": answer.usage.prompt_tokens,
                "gen_ai.usage.output_tokens": answer.usage.completion_tokens,
            }
            if answer.model:
                attributes["gen_ai.request.model"] = answer.model
        if self._with_text:
            attributes["dateline.question"] = question
            attributes["dateline.answer"] = answer.text if answer is not None else ""
        whole = self._tracer.start_span("question", start_time=began_ns, attributes=attributes)
        if error is not None and outcome != "stopped":
            whole.set_status(Status(StatusCode.ERROR, outcome))  # not its message: that may quote the question
        inside = set_span_in_context(whole)
        for stage, start_ns, end_ns in laid_out(answer.timings_ms if answer is not None else {}, began_ns):
            self._tracer.start_span(stage, context=inside, start_time=start_ns).end(end_ns)
        whole.end()

    def close(self) -> None:
        """Send what has not been sent yet."""
        self._provider.shutdown()


class Traced:
    """One question."""

    def __init__(self, tracing: Tracing, door: str, question: str) -> None:
        self._tracing = tracing
        self._door = door
        self._question = question
        self._began_ns = time.time_ns()
        self._last: Answer | None = None

    def grew(self, answer: Answer) -> None:
        """The last answer holds all timings."""
        self._last = answer

    def ended(self, error: BaseException | None) -> None:
        """Write its spans."""
        self._tracing.write(self._door, self._question, self._began_ns, self._last, error)


def laid_out(timings_ms: Mapping[str, float], began_ns: int) -> list[tuple[str, int, int]]:
    """Stages end to end: name, start and end in nanoseconds.

    >>> laid_out({"gather": 2.0, "rank": 1.0}, 0)
    [('gather', 0, 2000000), ('rank', 2000000, 3000000)]
    """
    spans = []
    at_ns = began_ns
    for stage, elapsed_ms in timings_ms.items():
        end_ns = at_ns + int(elapsed_ms * _NS_PER_MS)
        spans.append((stage, at_ns, end_ns))
        at_ns = end_ns
    return spans


def open_tracing(settings: Settings) -> Tracing | None:
    """What the settings ask for; None where nothing is traced. Raises ``UsageError`` without the ``otel`` extra."""
    if not settings.traces:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError:
        raise UsageError("DATELINE_TRACES needs OpenTelemetry: pip install 'dateline[otel]'") from None
    return Tracing(OTLPSpanExporter(), with_text=bool(settings.trace_text))
