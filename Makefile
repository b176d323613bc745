# Mini Job: everything a person runs. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
PACKAGES := $(sort $(wildcard libs/*) $(wildcard services/*) deploy/local)
CODE := libs services deploy/local tests benchmarks examples
STAMP := .venv/.installed
# Kept compiled where an image forbids it: a service imports twice as fast, and a run of the tests starts many.
export PYTHONDONTWRITEBYTECODE :=
SERVED := $(addprefix tests/, chassis gateway live local_platform minijob system)
ALONE := $(filter-out $(SERVED), $(patsubst %/__init__.py, %, $(wildcard tests/*/__init__.py)))

.DEFAULT_GOAL := help
.PHONY: help setup run test soak check bench simulate-ledger screen-eval screen-speed screen-train guard-eval lock contracts clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(STAMP) ## the environment alone; every other target calls it

$(STAMP): requirements.lock $(PACKAGES:%=%/pyproject.toml)
	@echo "Setting up .venv (first time: about 1 GB of packages)"
	$(PYTHON) -m venv .venv
	awk '/^[a-z]/ { keep = /^uv==/ } keep' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip install --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps --no-build-isolation $(PACKAGES:%=-e %)
	@touch $@

run: $(STAMP) ## the platform and a sample order from draft to settled; stays up until Ctrl-C
	@$(BIN)/minijob demo --stay

test: $(STAMP) ## all tests in two runs at once, each on a real PostgreSQL and a real Kafka of its own
	@mkdir -p .local
	@echo "Tests that start processes: told in .local/served.log until they end"
	@$(BIN)/pytest -q --basetemp=.local/served $(SERVED) > .local/served.log 2>&1 & served=$$!; \
	trap 'kill $$served' INT TERM; \
	$(BIN)/pytest -q --basetemp=.local/alone $(ALONE); alone=$$?; \
	wait $$served; served=$$?; cat .local/served.log; exit $$((alone || served))

soak: $(STAMP) ## every fault of tests/live, each many times; LIVE_SEED=n repeats a run
	@mkdir -p .local
	$(BIN)/pytest -q --basetemp=.local/soak tests/live --soak

check: $(STAMP) ## format, lint, types, contracts up to date, import rule, fast tests
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(wildcard libs/*/src services/*/src deploy/local/src benchmarks) tests/conftest.py tests/house
	$(BIN)/python -m minijob_contracts --check
	@mkdir -p .local
	$(BIN)/pytest -q --basetemp=.local/checked tests/house tests/contracts tests/chassis -m "not servers"

bench: $(STAMP) ## each figure beside its floor, both measured in the same run; FIGURES="grants restart" for some
	$(BIN)/python -m benchmarks $(FIGURES)

screen-eval: $(STAMP) ## the screening policy against both halves of its corpus; fails below the promised figures
	$(BIN)/python -m screening_policy.evaluation libs/screening-policy/corpus

screen-speed: $(STAMP) ## questions, long orders and rows that one core screens in a second
	$(BIN)/python -m screening_policy.speed libs/screening-policy/corpus

screen-train: $(STAMP) ## the learned second opinion of the screening policy, from the readable parts of its corpus
	$(BIN)/python -m screening_policy.opinion.training libs/screening-policy/corpus

guard-eval: $(STAMP) ## the answer guard against both halves of its corpus; MISSES=1 shows those of the tuned half
	$(BIN)/python -m screening_policy.guard.evaluation libs/screening-policy/corpus/guard $(if $(MISSES),--misses)

simulate-ledger: $(STAMP) ## the ledger beside its naive model under one seed; SEED=n SECONDS=n
	$(BIN)/python -m tests.points_ledger.simulation $(if $(SEED),--seed $(SEED)) --seconds $(or $(SECONDS),60)

lock: $(STAMP) ## pins and hashes of all dependencies, without download addresses
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--quiet requirements.in -o requirements.lock

contracts: $(STAMP) ## JSON Schemas, AsyncAPI and the event table from the contracts
	$(BIN)/python -m minijob_contracts

clean: ## removes the environment and all local data
	rm -rf .venv .local
