"""psr-extract: minutes in, open actions out. See README.md; the command line is `psr_extract.cli`."""

__version__ = "0.1.0"
