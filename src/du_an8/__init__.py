"""du-an8: what a province was asked to do, what it has done, and which of its figures can't be trusted."""

__version__ = "0.1.0"
