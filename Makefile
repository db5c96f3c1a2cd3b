# Two commands on a machine with only Python 3.11 or newer, make and a network: `make site` and `make test`.
# Everything is installed into .venv in the versions that constraints.txt names; nothing outside this folder changes.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help site serve test fuzz audit bench-build bench-check bench-restore bench-search clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## Read the raw pages in content/raw and build the site in output/.
	$(BIN)/sitegen import
	$(BIN)/sitegen build
	@echo
	@echo "The site is in output/. To read it: run 'make serve', then open http://127.0.0.1:8000/"

serve: $(READY) ## Serve the site on this machine and reload it at every change.
	$(BIN)/sitegen serve

test: $(READY) ## Check style and types, and run every test, on all processors.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers auto
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

FUZZ_SECONDS ?= 60

fuzz: $(READY) ## Feed every reader invented and mutated inputs, FUZZ_SECONDS=60 each, and tell what broke; Linux or macOS.
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[fuzz]'
	$(BIN)/python tests/fuzz/run.py --seconds $(FUZZ_SECONDS)

audit: $(READY) ## Look at the site from outside: markup, barriers, speed, books, weight, links; needs Java, Node.js and Chromium.
	$(BIN)/python audit/run.py

bench-build: $(READY) ## Measure the build beside Hugo, Pelican and Eleventy; needs Node.js and npm for the last; half an hour.
	$(BIN)/python benchmarks/building.py

bench-check: $(READY) ## Measure how long a check takes beside the build of the same site; ten minutes.
	$(BIN)/python benchmarks/checking.py

bench-restore: $(READY) ## Measure how well raw pages are restored: figures, the worst articles, what confidence is worth.
	$(BIN)/python benchmarks/restoration.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/speed.py

bench-search: $(READY) ## Measure the search beside its bars and beside Pagefind; needs Node.js, npm and Chromium; a quarter of an hour.
	$(BIN)/python benchmarks/search.py

clean: ## Remove what make has made: the environment, the site, all caches. The archive stays.
	rm -rf .venv .sitegen .audit .fuzz .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find output -mindepth 1 -maxdepth 1 ! -name '.git*' -exec rm -rf {} +
	find sitegen tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One recipe line a step: an interrupted set-up leaves no stamp and is simply done again.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON). Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old. Install Python 3.11 or newer, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv. Install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -c constraints.txt hatchling editables setuptools
	$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[serve,dev]'
	@touch $@
