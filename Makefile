# `make run` serves a demonstration magazine; `make test` and `make check` are what CI runs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo
N ?= 10000
NO_SECRET := only-for-checks-Zq7xW2vB9nM4kL1jH6gF3dS8aP5oI0uYtR4eE2wQ7
DJANGO := HANDPRESS_SECRET_KEY=$(NO_SECRET) DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:. \
	$(BIN)/python -m django

.PHONY: run test check lint floors types templates settings words catalogues bench drill lock clean

run: $(VENV)/.installed
	@$(BIN)/handpress demo $(DEMO)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

# `make -k check` tells everything at once.
check: lint floors types templates settings catalogues

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .

floors: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-logo

types: $(VENV)/.installed-dev
	$(BIN)/mypy

templates: $(VENV)/.installed-dev
	$(BIN)/djlint --quiet --lint src

settings: $(VENV)/.installed-dev
	$(DJANGO) makemigrations --check --dry-run
	$(DJANGO) check --deploy --fail-level WARNING

# Catalogues of the desk's words: `words` brings them up to the code, `catalogues` says what is not translated.
words: $(VENV)/.installed-dev
	$(BIN)/python tools/words.py

catalogues: $(VENV)/.installed-dev
	$(BIN)/python tools/words.py --check

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench --articles $(N)

# Attacks and crashes on a publication of its own, over loopback: DRILLS="idle slow", or all of them.
drill: $(VENV)/.installed-dev
	$(BIN)/python -m drill $(DRILLS)

lock: $(VENV)/.installed-dev
	$(PYTHON) tools/lock.py $(VENV)

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.installed: requirements.lock pyproject.toml tools/install.py
	@$(PYTHON) tools/install.py $(VENV) requirements.lock

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml tools/install.py
	@$(PYTHON) tools/install.py $(VENV) requirements-dev.lock
