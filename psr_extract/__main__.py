"""`python -m psr_extract` is `psr-extract`."""

from psr_extract.cli import main

main(prog_name="psr-extract")
