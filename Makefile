# `make run` serves a demonstration magazine; `make test` and `make check` are what CI runs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo
N ?= 10000

.PHONY: run test check bench lock clean

run: $(VENV)/.installed
	@$(BIN)/handpress demo $(DEMO)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint src
	DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:. $(BIN)/python -m django makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:. $(BIN)/python -m django check --deploy --fail-level WARNING

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench --articles $(N)

lock: $(VENV)/.installed-dev
	$(PYTHON) tools/lock.py $(VENV)

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.installed: requirements.lock pyproject.toml tools/install.py
	@$(PYTHON) tools/install.py $(VENV) requirements.lock

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml tools/install.py
	@$(PYTHON) tools/install.py $(VENV) requirements-dev.lock
