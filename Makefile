# Everything a contributor or a workflow runs. Needs Python 3.11.5 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material prints its end-of-life date (2027-05-05) on every build; docs/contributing/architecture.md says what follows.
export NO_MKDOCS_2_WARNING = 1
# With REPO_URL set, every page links to its source.
export EDIT_URI ?= $(if $(REPO_URL),edit/main/docs/,)

LOCK := --quiet --upgrade --universal --python-version 3.11.5 --generate-hashes --no-header

.PHONY: help serve build check test bench lock schema deck facts screenshot mermaid chromium lint clean
help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/mkdocs: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed: set PYTHON=python3.13, say.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(BIN)/pytest: requirements-dev.txt $(BIN)/mkdocs
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

serve: $(BIN)/mkdocs ## Show the site on http://127.0.0.1:8000, fresh after every edit
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:8000

build: $(BIN)/mkdocs ## Write the site to site/
	$(BIN)/mkdocs build --strict

check: lint ## The fast part of the tests: no browser, under 40 seconds
	$(BIN)/pytest -q -n auto tests/hooks tests/scripts tests/facts tests/site

test: lint chromium ## Everything, on one build of the site
	$(BIN)/pytest -q -n 2 --cov=hooks --cov-report=term:skip-covered tests/hooks tests/scripts tests/facts tests/site tests/browser

lint: $(BIN)/pytest
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	@PYTHONPATH=hooks $(BIN)/python tests/scripts/check_types.py

chromium: $(BIN)/pytest
	@$(BIN)/python tests/browser/chromium.py

bench: $(BIN)/pytest chromium ## Measure builds and pages, as ratios in one run
	PYTHONPATH=tests:hooks $(BIN)/python tests/bench.py

lock: $(BIN)/pytest ## Pin every package anew from requirements*.in, the site's to the same versions as the tests'
	$(BIN)/uv pip compile $(LOCK) requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) --constraints requirements-dev.txt requirements.in -o requirements.txt

schema: $(BIN)/mkdocs ## Write the JSON Schema that editors use for the data files
	PYTHONPATH=hooks $(BIN)/python -m data.schemas

deck: build ## Note which cards of the Anki deck changed, and when: Anki updates those only
	@PYTHONPATH=hooks $(BIN)/python -m questions.deck_times

facts: $(BIN)/mkdocs ## Report what is old, uncertain or missing
	@PYTHONPATH=hooks $(BIN)/python hooks/freshness.py

screenshot: $(BIN)/pytest chromium build ## Take the README's picture from the real site
	PYTHONPATH=tests:hooks $(BIN)/python -m browser.screenshot

mermaid: ## Fetch mermaid for platforms without the diagram renderer (needs npm)
	npm pack --silent mermaid@11.16.0
	tar -xzf mermaid-11.16.0.tgz --strip-components=2 -C docs/assets/javascripts package/dist/mermaid.min.js
	rm mermaid-11.16.0.tgz

clean: ## Remove what can be made again
	rm -rf $(VENV) site .cache/kept.json .pytest_cache .hypothesis .ruff_cache
