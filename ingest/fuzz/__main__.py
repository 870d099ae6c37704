"""``python -m ingest.fuzz``: try every reader on thousands of hostile inputs and print what came of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest.fuzz.readers import READERS, input_of
from ingest.fuzz.run import LIMIT_S, Fault, run_reader

_HEAD = f"{'reader':<12}{'inputs':>8}{'articles':>10}{'rejected':>10}{'empty':>7}" + (
    f"{'faults':>8}{'slowest':>11}{'peak':>10}"
)


def main(arguments: list[str] | None = None) -> int:
    """Run it; the exit code is 1 where a reader crashed, hung, took too much memory or gave what it must not."""
    parser = argparse.ArgumentParser(prog="python -m ingest.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="inputs for each reader (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="other inputs for another seed (default: 1)")
    parser.add_argument("--reader", action="append", choices=READERS, help="only this one; may be given again")
    parser.add_argument("--limit-s", type=float, default=LIMIT_S, help="seconds for one input (default: 30)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the inputs that broke a reader there")
    asked = parser.parse_args(arguments)

    def tell(fault: Fault) -> None:
        print(f"  {fault.reader} {fault.number}: {fault.what}", flush=True)
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            path = asked.keep / f"{fault.reader.replace(' ', '-')}-{asked.seed}-{fault.number}"
            path.write_bytes(input_of(fault.reader, asked.seed, fault.number))

    print(_HEAD)
    inputs = faults = 0
    for reader in asked.reader or READERS:
        tally = run_reader(reader, inputs=asked.inputs, seed=asked.seed, limit_s=asked.limit_s, tell=tell)
        inputs, faults = inputs + tally.inputs, faults + len(tally.faults)
        print(
            f"{reader:<12}{tally.inputs:>8}{tally.with_articles:>10}{tally.rejected:>10}{tally.empty:>7}"
            f"{len(tally.faults):>8}{tally.slowest_ms:>8.0f} ms{tally.peak_mib:>6} MiB",
            flush=True,
        )
    print(f"{inputs} inputs, {faults} faults (seed {asked.seed})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
