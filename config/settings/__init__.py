"""Settings by environment: `prod` is what an operator runs, `test` what the tests run on."""
