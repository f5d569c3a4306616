# `make demo` and `make test` set up everything they need; both can be repeated.
PYTHON ?= python3
PYTEST_FLAGS ?= # "--numprocesses auto --dist loadfile" takes half the time on two processors
VENV := .venv
KG := $(VENV)/bin/kg
STAMP := $(VENV)/.installed

.PHONY: demo test lint evaluate quality notebooks docs bench page lock clean

demo: $(STAMP)
	$(KG) build kg/data/samples -o out
	@echo
	@echo "Who met or called whom?"
	$(KG) query out/graph.ttl who-met-whom
	@echo
	@echo "Which states acted on which treaties?"
	$(KG) query out/graph.ttl treaty-actions
	@echo
	@echo "What is only planned or proposed so far?"
	$(KG) query out/graph.ttl planned
	@echo
	@echo "The graph is in out/graph.ttl and out/graph.trig; open out/graph.html in a browser."

test: $(STAMP) lint
	$(VENV)/bin/python -m pytest $(PYTEST_FLAGS)

lint: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

evaluate: $(STAMP)
	$(KG) evaluate tests/gold/docs --floors tests/gold/document_floors.json

quality: $(STAMP)
	$(VENV)/bin/python scripts/quality.py

# The notebooks run anew, with their outputs; what it makes is committed.
notebooks: $(STAMP)
	$(VENV)/bin/python scripts/notebooks.py

# The documentation as pages that need no network: open out/site/index.html.
docs: $(STAMP)
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/python -m mkdocs build --strict

bench: $(STAMP)
	$(VENV)/bin/python scripts/bench.py --write

# The script and the style of `kg show`, from their sources; needs Node.js. What it makes is committed.
page:
	cd page && npm ci --no-audit --no-fund && node build.mjs

# Everything pinned with hashes in requirements.lock; the package itself is installed without dependencies.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lock:
	$(PYTHON) -m pip install --quiet pip-tools
	$(PYTHON) -m piptools compile --quiet --allow-unsafe --strip-extras --all-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache
