# The goals are thin: each is a script in scripts/, which says what it does.

# The first Python on PATH that Kith can use; if there is none, scripts/__init__.py says so.
PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null \
	&& echo $$python && break; done),python3)

.DEFAULT_GOAL := help
.PHONY: help build pictures run test check bench openapi lock setup format

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

run:  ## start Kith with a demo event (TLS=1: https for phones on the same wifi; PORT=8000)
	@$(PYTHON) -m scripts.run $(if $(TLS),--tls) $(if $(PORT),--port $(PORT))

build:  ## set up what serving needs: the Python packages and the built web app
	@$(PYTHON) -m scripts.setup run

test:  ## set up whatever is missing, then run every check and every test
	@$(PYTHON) -m scripts.suite

check:  ## lint, types, import contracts and generated files, in under a minute
	@$(PYTHON) -m scripts.check

bench:  ## measure, compare with the goals, write bench/results.json (ONLY=sync_push: only figures of that name)
	@ONLY="$(ONLY)" $(PYTHON) -m scripts.benchmark

pictures: setup  ## take the README's pictures anew
	@.venv/bin/python -m tests.e2e.pictures

openapi:  ## write pwa/openapi.json and the web app's types anew
	@$(PYTHON) -m scripts.openapi

setup:  ## only set up what the tests need
	@$(PYTHON) -m scripts.setup

format:  ## format all code, and fix what can be fixed
	@$(PYTHON) -m scripts.tidy

lock:  ## resolve the Python locks anew from pyproject.toml
	@$(PYTHON) -m scripts.lock
