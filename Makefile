# Everything one does with Gezien. Plain make (3.81 and later), no terminal, no questions; only clean-demo wants a yes.

PORT ?= 8000
DATA ?= .data
DB ?= sqlite
ARGS ?=

BIN := .venv/bin
CATALOGUES := $(wildcard gezien/*/locale/*/LC_MESSAGES/django.po)

# Python keeps what it read of a module, also where the machine says it should not (as containers do): tests start dozens
# of processes, and each would read Django and Gezien anew, for seconds. It is kept in .tools, not beside the sources.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.tools/bytecode

.DEFAULT_GOAL := help
.PHONY: help demo install dev test check format bench requirements messages docs screenshots lock clean-demo

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

demo: .venv/.app .venv/.catalogues ## the application with the demo school: PORT=8000 DATA=.data
	@GEZIEN_DATA="$(DATA)" exec $(BIN)/gezien demo --port $(PORT)

install: .venv/.app .venv/.catalogues ## what is needed to run it, and no more

dev: .venv/.dev .venv/.catalogues ## the same while you work on it: reloads, shows errors in full
	@GEZIEN_DATA="$(DATA)" $(BIN)/gezien demo --no-serve
	@GEZIEN_DATA="$(DATA)" GEZIEN_DEBUG=1 GEZIEN_WORKER=none exec $(BIN)/python manage.py runserver $(PORT)

test: .venv/.dev .venv/.catalogues ## all tests: DB=postgres for the other engine, ARGS="tests/plans -x" for some
	@scripts/test "$(DB)" $(ARGS)

check: .venv/.dev .venv/.catalogues ## style, types, order of apps, migrations, catalogues, generated pages
	@scripts/check

format: .venv/.dev ## put code and templates in shape
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .
	@git ls-files '*.html' | xargs $(BIN)/djade --target-version 6.1 || true

bench: .venv/.dev .venv/.catalogues ## how fast the main pages are, beside their floor
	@$(BIN)/python -m bench $(ARGS)

requirements: .venv/.dev .venv/.catalogues ## per requirement: how many tests, and whether they pass
	@$(BIN)/gezien requirements

messages: .venv/.dev ## gather new screen texts into the Dutch catalogues
	@$(BIN)/python -m gezien.common.messages update

docs: .venv/.dev .venv/.catalogues ## write the generated pages of docs/
	@$(BIN)/gezien docs

screenshots: .venv/.dev .venv/.catalogues ## pictures of the main screens, into docs/user/
	@DJANGO_SETTINGS_MODULE=config.settings $(BIN)/python -m tests.screenshots

lock: .venv/.dev ## choose newer packages within pyproject.toml, with their hashes
	@scripts/lock

clean-demo: ## throw the demo school away: YES=1, or answer the question
	@scripts/clean-demo "$(DATA)" "$(YES)"

# --- from nothing to a working .venv ---------------------------------------------------------------------------------

.venv/.app: requirements/app.txt pyproject.toml scripts/bootstrap
	@scripts/bootstrap app

.venv/.dev: requirements/locked.txt pyproject.toml scripts/bootstrap
	@scripts/bootstrap dev

# Catalogues that were added or changed are compiled before anything runs.
.venv/.catalogues: $(CATALOGUES)
	@$(BIN)/python -m gezien.common.messages compile && touch $@
