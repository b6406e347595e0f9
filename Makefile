# Everything a person runs. Each target makes the environment it needs first, and is quick when that stands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ENVIRONMENT := pyproject.toml constraints.txt

.PHONY: chat test check fix index evals try-model ablations sabotage help
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.chat: $(ENVIRONMENT)
	@echo "Setting up the environment in $(VENV): a few minutes the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test: $(ENVIRONMENT) | $(VENV)/.chat
	@$(PIP) install -c constraints.txt -e ".[test]"
	@touch $(VENV)/.chat $@

chat: $(VENV)/.chat ## the web chat on http://127.0.0.1:7860
	@$(BIN)/python -m ingest --if-stale
	@$(BIN)/python app.py

index: $(VENV)/.chat ## the index of corpus/
	@$(BIN)/python -m ingest

test: $(VENV)/.test ## all tests and evals
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m coverage run -m pytest
	@$(BIN)/python -m coverage run -m pytest evals
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report --fail-under=90

evals: $(VENV)/.test ## the questions and answers alone
	@$(BIN)/python -m pytest evals

$(VENV)/.openai: $(ENVIRONMENT) | $(VENV)/.chat
	@$(PIP) install -c constraints.txt -e ".[openai]"
	@touch $(VENV)/.chat $@

try-model: $(VENV)/.openai ## ten questions with a small language model run on this machine
	@$(BIN)/python -m ingest --if-stale
	@$(BIN)/python scripts/try_model.py

sabotage: $(VENV)/.test ## the gates tried on programs that must fail
	@$(BIN)/python -m evals sabotage

ablations: $(VENV)/.test ## what each part adds: the table in evals/README.md
	@$(BIN)/python -m evals ablations

check: $(VENV)/.test ## format, lint, types, layers
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

fix: $(VENV)/.test ## mend format and lint
	@$(BIN)/python -m ruff format .
	@$(BIN)/python -m ruff check --fix .
