# make kiosk   start the visitor terminal
# make test    run every check and test
# Both set up what they need: Debian packages, a virtual environment, the locked dependencies.

VENV := .venv
PYTHON := $(VENV)/bin/python
PIPER := .piper
DONE := .make

PACKAGES := python3-venv libpangocairo-1.0-0 libusb-1.0-0 \
	fonts-dejavu-core fonts-dejavu-extra fonts-noto-core fonts-font-awesome \
	libharfbuzz-subset0 alsa-utils
TEST_PACKAGES := xterm xvfb xdotool x11-utils imagemagick libzbar0 strace tmux \
	pulseaudio pulseaudio-utils libasound2-plugins

.PHONY: help kiosk staff board check piper test bench lock format
help:
	@sed -n '1,2s/^# //p' Makefile
	@echo "make staff   start the queue console of counter 1"
	@echo "make board   start the display of the waiting room"
	@echo "make check   say whether everything on this machine works"
	@echo "make piper   install piper, which speaks with the voices you bring"
	@echo "make bench   measure the speed (tests/benchmarks/)"

kiosk: $(DONE)/ready
	@$(VENV)/bin/kiosk visitor

staff: $(DONE)/ready
	@$(VENV)/bin/kiosk staff --counter 1

board: $(DONE)/ready
	@$(VENV)/bin/kiosk board

check: $(DONE)/ready
	@$(VENV)/bin/kiosk check

piper: $(DONE)/piper

test: $(DONE)/ready-to-test $(DONE)/piper
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/kiosk content check
	$(PYTHON) -m pytest -n 2

bench: $(DONE)/ready-to-test
	@for bench in tests/benchmarks/bench_*.py; do echo "== $$bench"; $(PYTHON) $$bench; done

format: $(DONE)/ready-to-test
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

# The locked versions, with hashes; run after a change of the dependencies in pyproject.toml.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
lock: $(DONE)/venv
	$(COMPILE) --group build --output-file requirements.txt pyproject.toml
	$(COMPILE) --group build --group dev --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --group piper --output-file requirements-piper.txt

$(DONE)/ready: requirements.txt pyproject.toml $(DONE)/venv
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements.txt
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation -e .
	@touch $@

$(DONE)/ready-to-test: requirements-dev.txt pyproject.toml $(DONE)/venv $(DONE)/test-packages
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements-dev.txt
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation -e .
	@touch $@ $(DONE)/ready

$(DONE)/piper: requirements-piper.txt $(DONE)/venv
	@test -x $(PIPER)/bin/python || python3 -m venv $(PIPER)
	@$(VENV)/bin/uv pip install --quiet --python $(PIPER)/bin/python --require-hashes \
		-r requirements-piper.txt
	@ln -sf $(abspath $(PIPER))/bin/piper $(VENV)/bin/piper
	@touch $@

$(DONE)/venv: $(DONE)/packages
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; python3 here is older." >&2; exit 1; }
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@test -x $(VENV)/bin/uv || $(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(DONE)/packages: Makefile
	@$(call install,$(PACKAGES))

$(DONE)/test-packages: Makefile $(DONE)/packages
	@$(call install,$(TEST_PACKAGES))

# Install the Debian packages that are missing: as root, or with sudo, or say what is needed.
define install
mkdir -p $(DONE); \
missing=""; \
for package in $(1); do \
	dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
	if [ "$$(id -u)" = 0 ]; then as_root=""; \
	elif command -v sudo >/dev/null; then as_root="sudo"; \
	else echo "These Debian packages are missing; ask an administrator to install them:$$missing" >&2; exit 1; fi; \
	echo "Installing$$missing"; \
	$$as_root apt-get update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >$(DONE)/apt.log || \
	{ echo "The Debian packages could not be installed:$$missing (see $(DONE)/apt.log)." >&2; exit 1; }; \
fi; \
touch $@
endef
