# Every target does its own set-up. PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help demo test prove check lint types walls lock wheel clean

help:
	@echo "make demo   the whole round on fictional records, everything embedded"
	@echo "make test   all tests (browser tests where Chromium is installed)"
	@echo "make prove  the long proofs"
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
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header \
	  --no-emit-index-url --python-version 3.11 -o requirements.lock

wheel: $(READY)
	$(BIN)/python -m hatchling build -t wheel

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist state/demo
