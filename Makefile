# Every target does its own set-up. PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help demo test prove bench bench-large check lint types walls lock wheel clean

help:
	@echo "make demo   the whole round on fictional records, everything embedded"
	@echo "make test   all tests (browser tests where Chromium is installed)"
	@echo "make prove  the long proofs"
	@echo "make bench  what it costs, beside peers (ten minutes; bench-large: a million records, hours)"
	@echo "make check  tests, lint, types, walls"

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

demo: $(READY)
	$(BIN)/python daemon.py demo

test: $(READY)
	$(BIN)/python -m pytest -m "not prove"

prove: $(READY)
	$(BIN)/python -m pytest -m prove

# Peers that are measured and not used live in an environment of their own.
PEERS := bench/.peers
$(PEERS)/.ready: bench/requirements.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	@touch $@

bench: $(READY) $(PEERS)/.ready
	$(BIN)/python -m bench
	$(BIN)/python -m bench.growth
	$(BIN)/python -m bench.table

bench-large: $(READY)
	$(BIN)/python -m bench large load --pairs 1
	$(BIN)/python -m bench.table

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

walls: $(READY)
	$(BIN)/lint-imports

check: test lint types walls
	$(BIN)/python daemon.py check

# The lock carries hashes and no index address; uv makes it from pyproject.toml.
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-strip-extras --no-header \
	  --no-emit-index-url --python-version 3.11 -o requirements.lock

wheel: $(READY)
	$(BIN)/python -m hatchling build -t wheel

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist state/demo
