# The verbs of this project. A fresh machine needs Python 3.11+ (with venv) and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check lint types demo bench torture gate train lock clean

run: .venv
	$(BIN)/ohliad run

test: .venv
	$(BIN)/python -m pytest -n auto --dist loadfile

check: test lint types

lint: .venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv
	$(BIN)/mypy

demo: .venv
	$(BIN)/ohliad demo

bench: .venv
	$(BIN)/python -m tests.bench

torture: .venv
	$(BIN)/python -m pytest -m torture -p no:randomly --override-ini addopts="-q --strict-markers"

gate: .venv
	$(BIN)/ohliad gate

train: .venv
	$(BIN)/ohliad train

# The environment: pinned versions with hashes, then this project itself without fetching anything further.
.venv: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch .venv

# For maintainers, after changing dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist
