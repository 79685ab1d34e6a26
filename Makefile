# `make demo` and `make test` need Python 3.11, git and make; the rest is fetched here.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
SERVE ?= 1
ARGS ?=
# What locks, races and crashes; run again on a real PostgreSQL.
POSTGRES_TESTS := tests/workflows/test_concurrency.py \
	tests/workflows/test_flow_patronage.py tests/workflows/test_notifications.py

UV := $(shell command -v uv 2>/dev/null || echo var/tools/bin/uv)
RUN := $(UV) run --no-sync
MANAGE := $(RUN) python manage.py

export UV_PYTHON_PREFERENCE := system
# Certificates of the machine, as pip uses them: company proxies work.
export UV_SYSTEM_CERTS := 1
export PYTHONUNBUFFERED := 1

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

.PHONY: demo
demo: setup ## Set up, run one agreement from draft to signed PDFs, serve it on port 8000
	@DJANGO_SETTINGS_MODULE=cluster_site.settings.demo $(MANAGE) prepare_demo --output var/demo
ifneq ($(SERVE),0)
	@DJANGO_SETTINGS_MODULE=cluster_site.settings.demo $(MANAGE) runserver --noreload 0.0.0.0:$(PORT)
endif

.PHONY: run
run: setup ## Serve the site for development
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) runserver $(PORT)

.PHONY: test
test: setup-test lint ## Set up everything, lint, and run the whole suite
	DJANGO_SETTINGS_MODULE=cluster_site.settings.test $(MANAGE) makemigrations --check --dry-run
	@bash .ci/check_deploy.sh $(UV)
	$(RUN) pytest -n 2 $(ARGS)
	$(RUN) python -m tests.with_postgres -n 2 $(POSTGRES_TESTS) $(ARGS)

.PHONY: lint
lint: ## ruff (with its security rules), import contracts, templates
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) lint-imports --no-cache
	@git ls-files -z -co --exclude-standard '*.html' | xargs -0 $(RUN) djade --check --target-version 5.2

.PHONY: format
format: ## Rewrite Python and templates in the house style
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	@git ls-files -z -co --exclude-standard '*.html' | xargs -0 $(RUN) djade --target-version 5.2

.PHONY: bench
bench: setup ## Print what a step and a signature cost against the bare libraries
	@DJANGO_SETTINGS_MODULE=cluster_site.settings.bench $(RUN) python -m bench $(ARGS)

.PHONY: messages
messages: setup-test ## Collect source strings into the Polish catalogues and compile them
	$(RUN) python -m tests.catalogues --write

.PHONY: screenshots
screenshots: setup-test ## Take the pictures of the editor guide anew
	$(RUN) python -m tests.guide_pictures $(ARGS)

.PHONY: setup
setup: uv ## Install what running needs
	@bash .ci/system_packages.sh run
	@$(UV) sync --quiet --frozen --all-extras --no-install-project --no-default-groups --inexact

.PHONY: setup-test
setup-test: uv ## Install what testing needs as well
	@bash .ci/system_packages.sh test
	@$(UV) sync --quiet --frozen --all-extras --no-install-project

.PHONY: uv
uv:
	@command -v uv >/dev/null 2>&1 || bash .ci/get_uv.sh
