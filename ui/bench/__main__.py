"""``python -m ui.bench``: 50 users at once, what they waited for, what the server's memory did, and how it ended.

Needs a store that nobody has to log in to. Exits with 1 where a question was not answered, or SIGTERM cut one off.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from rag.errors import UsageError
from rag.settings import Settings
from ui.bench.endpoint import SlowEndpoint
from ui.bench.users import Waits, ask, ask_all, get, percentile

WARM_UP = 2  # questions a user, before memory and time are taken
_STARTED = re.compile(r"http://\S+")


def main(argv: list[str] | None = None) -> int:
    """Run it; prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m ui.bench", description=__doc__)
    parser.add_argument("--store", type=Path, help="folder of the store (default: DATELINE_STORE)")
    parser.add_argument("--users", type=int, default=50, help="how many ask at once")
    parser.add_argument("--questions", type=int, default=2_000, help="how many questions in all")
    parser.add_argument("--answer-s", type=float, default=2.0, help="seconds the chat model takes for an answer")
    parser.add_argument("--as-of", default="", help="the day asked about")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    args = parser.parse_args(argv)
    figures = asyncio.run(measure(args))
    print(json.dumps(figures, indent=2) if args.json else in_words(figures))
    return 0 if not figures["errors"] and figures["sigterm"]["cut_off"] == 0 == figures["sigterm"]["exit_code"] else 1


async def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Start the endpoint and the server, let the users ask, end the server under load."""
    store = Settings.from_environment(store=args.store).store.expanduser()
    async with SlowEndpoint(answer_s=args.answer_s) as endpoint:
        settings = {
            "OPENAI_BASE_URL": endpoint.base_url,
            "OPENAI_API_KEY": "none",
            "DATELINE_ANSWERER": "openai",
            "DATELINE_STORE": str(store),
            "DATELINE_AS_OF": args.as_of,
        }
        named = [f"{name}={value}" for name, value in settings.items()]
        server = await asyncio.create_subprocess_exec(
            *("env", *named, sys.executable, "-m", "ui", "--port", "0"), stdout=asyncio.subprocess.PIPE
        )
        try:
            assert server.stdout is not None
            address = _STARTED.search((await server.stdout.readline()).decode())
            if address is None:
                raise UsageError("the server did not start")
            return await _measured(args, address[0], server, endpoint)
        finally:
            if server.returncode is None:
                server.kill()
            await server.wait()


async def _measured(
    args: argparse.Namespace, address: str, server: asyncio.subprocess.Process, endpoint: SlowEndpoint
) -> dict[str, Any]:
    asked = itertools.cycle(await _questions(address))
    warm_up = [next(asked) for _ in range(args.users * WARM_UP)]
    warm = await ask_all(address, warm_up, users=args.users)
    memory_mb, cpu_s, began = [_memory_mb(server.pid)], _cpu_s(server.pid), time.monotonic()
    waits = Waits(errors=warm.errors)
    for part in range(4):
        count = args.questions * (part + 1) // 4 - args.questions * part // 4
        some = await ask_all(address, [next(asked) for _ in range(count)], users=args.users)
        waits.first_source_s += some.first_source_s
        waits.answer_s += some.answer_s
        waits.errors += some.errors
        memory_mb.append(_memory_mb(server.pid))
    elapsed_s = time.monotonic() - began
    cpu_s = _cpu_s(server.pid) - cpu_s
    return {
        "users": args.users,
        "questions": args.questions,
        "errors": len(waits.errors),
        "first_errors": waits.errors[:5],
        "first_source_p50_s": round(percentile(waits.first_source_s, 0.5), 3),
        "first_source_p95_s": round(percentile(waits.first_source_s, 0.95), 3),
        "answer_p50_s": round(percentile(waits.answer_s, 0.5), 3),
        "answer_p95_s": round(percentile(waits.answer_s, 0.95), 3),
        "questions_per_s": round(args.questions / elapsed_s, 1),
        "server_cpu_ms_a_question": round(1_000 * cpu_s / args.questions, 1),
        "model_answers_at_once": endpoint.busiest,
        "model_answers": endpoint.answers,
        "memory_mb": memory_mb,
        "sigterm": await _ended(args, address, server, asked),
    }


async def _ended(
    args: argparse.Namespace, address: str, server: asyncio.subprocess.Process, asked: Any
) -> dict[str, Any]:
    """SIGTERM while ten answers are being made."""
    waits = Waits()
    asking = [asyncio.create_task(ask(address, next(asked), waits)) for _ in range(min(10, args.users))]
    while len(waits.first_source_s) < len(asking) and not all(task.done() for task in asking):
        await asyncio.sleep(0.02)
    began = time.monotonic()
    server.terminate()
    await asyncio.gather(*asking)
    code = await server.wait()
    return {
        "in_flight": len(asking),
        "cut_off": len(asking) - len(waits.answer_s),
        "exit_code": code,
        "seconds": round(time.monotonic() - began, 1),
    }


async def _questions(address: str) -> list[str]:
    found: Any = await get(address, "/api/search?question=latest+news&k=20")
    titles = [str(hit["title"]) for hit in found.get("hits", [])]
    if not titles:
        raise UsageError(f"the server found nothing to ask about: {str(found)[:200]}")
    return titles


def _memory_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return float("nan")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_words(figures: dict[str, Any]) -> str:
    """The figures, a line each."""
    end = figures["sigterm"]
    memory = " → ".join(f"{mb:,.0f}" for mb in figures["memory_mb"])
    lines = [
        f"{figures['users']} users at once, {figures['questions']:,} questions, {figures['errors']} errors",
        f"first source   p50 {figures['first_source_p50_s']:.2f} s, p95 {figures['first_source_p95_s']:.2f} s",
        f"whole answer   p50 {figures['answer_p50_s']:.2f} s, p95 {figures['answer_p95_s']:.2f} s",
        f"throughput     {figures['questions_per_s']} questions/s, {figures['server_cpu_ms_a_question']} CPU ms each, "
        f"at most {figures['model_answers_at_once']} answers of the model at once",
        f"memory         {memory} MB, at each quarter of the questions",
        f"SIGTERM        {end['in_flight']} answers in flight, {end['cut_off']} cut off, exit code {end['exit_code']}, "
        f"{end['seconds']} s",
    ]
    return "\n".join(lines + [f"error: {error}" for error in figures["first_errors"]])


if __name__ == "__main__":
    sys.exit(main())
