# The verbs of this project. A fresh machine needs Python 3.11+ (with venv) and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check lint types demo bench torture gate train lock clean

run: .venv/.ready
	$(BIN)/ohliad run

test: .venv/.ready
	$(BIN)/python -m pytest -n auto --dist loadfile

check: test lint types

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready
	$(BIN)/mypy

demo: .venv/.ready
	$(BIN)/ohliad demo

bench: .venv/.ready
	$(BIN)/python -m tests.bench

torture: .venv/.ready
	$(BIN)/python -m pytest -m torture

gate: .venv/.ready
	$(BIN)/ohliad gate

train: .venv/.ready
	$(BIN)/ohliad train

# The environment: pinned versions with hashes, then this project itself without fetching anything further.
# A stamp says that it is whole: an installation that failed half-way is made again.
.PHONY: .venv
.venv: .venv/.ready
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# For maintainers, after changing dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist
