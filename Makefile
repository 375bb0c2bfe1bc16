# Each command sets up what it needs by itself; hub/platform/commands.py says how.
PYTHON ?= python3

.PHONY: run test quick check fix clean bench audit doctor

run test quick check fix clean bench audit doctor:
	@$(PYTHON) -m hub.platform.bootstrap $@ $(ARGS)
