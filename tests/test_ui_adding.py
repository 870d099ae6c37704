"""Readings as the library starts them: a process each, one at a time."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from rag.errors import StoreBusy
from tests.ui_views import settings_of
from ui.views.adding import Adding, Reading


@pytest.mark.parametrize("stopped", [False, True])
def test_what_has_ended_holds_nothing_up(tmp_path: Path, stopped: bool) -> None:
    """The page offers another reading the moment it says that one has ended: then it must be accepted."""
    source = tmp_path / "lamp.json"
    source.write_text(
        json.dumps({"title": "Lamp relit", "text": "The lamp on the mole was relit on Thursday."}), encoding="utf-8"
    )

    async def read_twice() -> list[Reading]:
        adding = Adding(settings_of(tmp_path))
        states = []
        for _ in range(2):
            adding.read([str(source)], user="")
            if stopped:
                adding.stop()
            while not adding.readings[0].ended:
                with pytest.raises(StoreBusy):
                    adding.read([str(source)], user="")
                await asyncio.sleep(0)
            states.append(adding.readings[0])
        await adding.close()
        return states

    first, second = asyncio.run(read_twice())

    if stopped:
        assert first.state == second.state == "stopped"
    else:
        assert [first.counts and first.counts["added"], second.counts and second.counts["unchanged"]] == [1, 1]
