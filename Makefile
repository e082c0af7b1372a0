# Everything that CI runs, for a machine with Python 3.11 or newer, pip, git and make, and nothing else.
#
#   make read    set up, then read the example report
#   make test    set up, then run every check: style, types, import rules, tests, quality, documentation
#   make help    list the targets

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.9.18
# The first Python that is new enough; name another with `make PYTHON=/path/to/python3 test`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done)
EXAMPLE := examples/alep-2016-12-08.txt
SHARED ?= ../shared

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

# `python -m venv` needs ensurepip, which some systems leave out; pip can then fill the environment from outside.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Selon needs Python 3.11 or newer; none found. Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) 2>/dev/null || "$(PYTHON)" -m venv --clear --without-pip $(VENV)

$(BIN)/uv: | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
		&& $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=$(UV_VERSION)" \
		|| "$(PYTHON)" -m pip --python $(BIN)/python install --quiet --disable-pip-version-check "uv>=$(UV_VERSION)"

# One stamp for what it takes to run Selon, one for what it takes to check it.
$(VENV)/.run: uv.lock pyproject.toml | $(BIN)/uv
	@$(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode --no-default-groups
	@touch $@

$(VENV)/.dev: uv.lock pyproject.toml | $(BIN)/uv
	@$(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode
	@touch $@ $(VENV)/.run

.PHONY: setup
setup: $(VENV)/.dev ## Set up everything for development

.PHONY: read
read: $(VENV)/.run ## Set up and read the example report
	@$(BIN)/selon read $(EXAMPLE) --published 2016-12-08 --publisher "La Gazette"

.PHONY: test
test: lint types imports pytest quality docs ## Set up and run every check

.PHONY: lint
lint: $(VENV)/.dev ## Style: ruff
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

.PHONY: types
types: $(VENV)/.dev ## Types: mypy, strict
	$(BIN)/mypy

.PHONY: imports
imports: $(VENV)/.dev ## Import rules: import-linter
	$(BIN)/lint-imports --no-logo

.PHONY: pytest
pytest: $(VENV)/.dev ## Tests
	$(BIN)/pytest -n auto

.PHONY: quality
quality: $(VENV)/.dev ## Quality against the gold reports and their floors, where the gold is present
	@if test -d $(SHARED)/gold; then $(BIN)/python -m benchmarks quality --check; \
	else echo "no gold reports in $(SHARED): the quality gate is left out"; fi

.PHONY: docs
docs: $(VENV)/.dev ## Documentation, built strictly
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

.PHONY: write-docs
write-docs: $(VENV)/.dev ## Write the parts of the documentation that come from the code
	$(BIN)/python tools/write_docs.py

.PHONY: format
format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: speed
speed: $(VENV)/.dev ## Measure speed
	$(BIN)/python -m benchmarks speed

.PHONY: build
build: $(VENV)/.dev ## Build the wheel and the source archive
	$(BIN)/uv build --quiet

.PHONY: clean
clean: ## Remove the environment and everything that was built
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
