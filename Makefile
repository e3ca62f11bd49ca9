# make demo, make test, make check: each works from a clean clone with nothing but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check torture train figures docs lock clean

demo: $(STAMP)
	$(BIN)/psr-extract ingest corpus --db output/psr.db
	@echo
	$(BIN)/psr-extract actions --db output/psr.db
	@echo
	$(BIN)/psr-extract report --db output/psr.db --out output

test: $(STAMP)
	$(BIN)/python -m pytest

check: test
	$(BIN)/ruff check .
	$(BIN)/mypy

torture: $(STAMP)
	cd tests && ../$(BIN)/python -m torture.kills
	cd tests && ../$(BIN)/python -m torture.kills --archive --seed 2
	cd tests && ../$(BIN)/python -m torture.disk
	cd tests && ../$(BIN)/python -m torture.soak
	cd tests && ../$(BIN)/python -m torture.drops
	cd tests && ../$(BIN)/python -m torture.fuzz --keep ../output/finds

# On the annotated documents that stand beside the repository, and the corpus.
train: $(STAMP)
	$(BIN)/psr-extract train ../shared/evaluation/dev ../shared/seeds corpus --out rules

# The tables of figures in the README, from the annotated documents that stand beside the repository.
figures: $(STAMP)
	$(BIN)/psr-extract evaluate ../shared/evaluation/dev --into README.md
	$(BIN)/psr-extract train ../shared/evaluation/dev ../shared/seeds corpus --out output/weights --into README.md

# The page of all rules.
docs: $(STAMP)
	$(BIN)/psr-extract rules reference --out docs/rules-reference.md

# Only when the lock or the project's own settings change is anything installed anew.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(STAMP)

# Names, versions and hashes only: no addresses, so that it serves with any index.
lock: $(STAMP)
	$(BIN)/pip-compile --quiet --generate-hashes --all-extras --build-deps-for editable --allow-unsafe --strip-extras \
		--no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
