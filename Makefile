# Backlist. `make demo` publishes the sample book and serves it; `make test` passes the tests.
# Everything is installed into .venv from the lock files in requirements/.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000
LIBRARY ?= library

.PHONY: help setup demo sample test lint accuracy calibrate bench lock clean

help:
	@echo "make setup     install Backlist into .venv (command: .venv/bin/backlist)"
	@echo "make demo      publish the sample book and serve it at http://127.0.0.1:$(PORT)/"
	@echo "make test      install what tests need, then lint and test"
	@echo "make accuracy  recognise the corpus in ../shared/corpus and print the scores"
	@echo "make calibrate count anew how sure each rule may be, and write the figures into the handbook"
	@echo "make bench     measure speed, beside peers in the same run"
	@echo "make sample    typeset the sample book from samples/"
	@echo "make lock      write the lock files anew"

setup: $(VENV)/.installed

# `pip install -e` runs without isolation: the lock file brings the build backend, so nothing unlocked is fetched.
$(VENV)/.installed: requirements/backlist.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it, or run make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11; run make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/backlist.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/backlist demo --library "$(LIBRARY)" --port $(PORT)

$(VENV)/.installed-test: $(VENV)/.installed requirements/test.txt tools/install_test_programs.sh
	$(PIP) install --require-hashes -r requirements/test.txt
	tools/install_test_programs.sh
	touch $@

test: $(VENV)/.installed-test lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

accuracy: $(VENV)/.installed-test
	$(BIN)/python -m tests.accuracy.measure $(ARGS)

# Counts anew how often each rule is right, draws the curve, and writes the measured figures into the handbook.
calibrate: accuracy
	$(BIN)/python -m tests.accuracy.calibration --typeset --write
	$(BIN)/python -m tests.accuracy.handbook

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks.publish_time $(ARGS)
	$(BIN)/python -m benchmarks.reading_speed $(ARGS)

sample: $(VENV)/.installed-test
	$(BIN)/python tools/build_sample.py

# Pins with hashes, without the address of any index.
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --upgrade

lock: setup
	$(PIP) install pip-tools
	$(COMPILE) --output-file requirements/backlist.txt pyproject.toml requirements/build.in
	$(COMPILE) --extra test --output-file requirements/test.txt pyproject.toml requirements/build.in

clean:
	rm -rf $(VENV) build dist
