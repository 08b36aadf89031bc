# Everything runs from a virtual environment in the checkout; `make` sets it up when something needs it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Exported, so that a question reaches the program as typed, quotation marks and all.
export Q ?= Who paid for the Islamabad safe city?

.PHONY: run ask test check check-full format docs setup screenshots clean

run: $(STAMP)
	@$(BIN)/footnoted

# Status 3 says that nothing answers: told on the page, and no failure of make's.
ask: $(STAMP)
	@$(BIN)/footnoted ask "$$Q" || test $$? -eq 3

test: $(STAMP)
	$(BIN)/python -m pytest -m "not slow"

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-full: $(STAMP)
	$(BIN)/python -m pytest

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The command line's reference is made from the program; a test fails when it is stale.
docs: $(STAMP)
	$(BIN)/python -m tui.cli.reference > docs/cli.md

screenshots: $(STAMP)
	$(BIN)/python -m docs.make_screenshots

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Footnoted's dependencies into $(VENV) (about 2 GB with torch; minutes on a slow line) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]" >&2
	@touch $@

clean:
	rm -rf $(VENV)
