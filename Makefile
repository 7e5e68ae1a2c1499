# One command per job; .ci/run calls the same ones. `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PORT ?= 8000
WORKERS ?= 2
ARGS ?=
BIN := .venv/bin
PYTHON := $(BIN)/python
INSTALLED := .venv/.installed
# Rules of accessibility for the browser's tests; fetched when they run, pinned, never part of what is installed.
AXE_CORE := axe-core@4.14.1
export AXE ?= $(CURDIR)/.venv/$(AXE_CORE)/node_modules/axe-core/axe.min.js
# The checker of HTML behind validator.w3.org; it needs Java. Fetched and pinned in the same way.
VNU_JAR := vnu-jar@26.9.27
export VNU ?= $(CURDIR)/.venv/$(VNU_JAR)/node_modules/vnu-jar/build/dist/vnu.jar
FETCH := npm install --silent --no-audit --no-fund --ignore-scripts --prefix
# What reads the settings without running the site needs no environment of its own.
WITHOUT_ENVIRONMENT := env -u DATABASE_URL -u CACHE_URL DJANGO_SETTINGS_MODULE=tests.settings
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

.PHONY: help install run test browser bench lint format lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo 'PORT=… changes the address of run; ARGS="…" is handed on to pytest and the benchmarks.'

install: $(INSTALLED) ## make .venv and install the locked dependencies

$(INSTALLED): requirements/uv.txt requirements/dev.txt requirements/make-venv.sh
	@echo "Installing into .venv"
	@requirements/make-venv.sh .venv requirements/dev.txt
	@touch $@

run: export DEBUG ?= 1
run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: $(INSTALLED) ## serve the newsroom, with the demo where the database is empty
	@$(PYTHON) manage.py migrate --verbosity 0
	@LOG_LEVEL=WARNING $(PYTHON) manage.py load_demo --if-empty
	@echo
	@echo "  The newsroom: http://127.0.0.1:$(PORT)/"
	@echo "  The desk:     http://127.0.0.1:$(PORT)/admin/"
	@echo "                In the demo log in as contributor, editor, publisher, administrator or admin; password: newsroom"
	@echo "  Ctrl-C stops it."
	@echo
	@exec $(PYTHON) manage.py runserver --skip-checks 127.0.0.1:$(PORT)

test: $(INSTALLED) ## run the suite; DATABASE_URL and CACHE_URL choose where
	$(PYTHON) -m pytest -n $(WORKERS) $(ARGS)

browser: $(INSTALLED) ## run the tests that drive a real browser
	@[ -f "$(AXE)" ] || $(FETCH) .venv/$(AXE_CORE) $(AXE_CORE) \
		|| echo "!!!!! $(AXE_CORE) could not be fetched with npm: accessibility will not be checked !!!!!"
	@[ -f "$(VNU)" ] || $(FETCH) .venv/$(VNU_JAR) $(VNU_JAR) \
		|| echo "!!!!! $(VNU_JAR) could not be fetched with npm: the pages' HTML will not be validated !!!!!"
	$(PYTHON) -m pytest -m browser $(ARGS)

bench: $(INSTALLED) ## run the benchmarks and print a table
	$(PYTHON) -m benchmarks $(ARGS)

lint: $(INSTALLED) ## check style, templates, types, imports and missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/djlint --lint --quiet templates
	$(WITHOUT_ENVIRONMENT) $(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(WITHOUT_ENVIRONMENT) $(PYTHON) manage.py makemigrations --check --dry-run
	$(WITHOUT_ENVIRONMENT) $(PYTHON) manage.py check --fail-level WARNING

format: $(INSTALLED) ## bring code and templates into their form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

lock: $(INSTALLED) ## write the locks anew from requirements/*.in (ARGS=--upgrade takes newer versions)
	$(COMPILE) --python-version 3.11 $(ARGS) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) --python-version 3.11 $(ARGS) requirements/base.in -o requirements/base.txt
	$(COMPILE) --python-version 3.11 $(ARGS) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) --python-version 3.12 $(ARGS) --overrides requirements/newest.in requirements/dev.in -o requirements/newest.txt

clean: ## remove what was installed or cached; the database and the media stay
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache staticfiles
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
