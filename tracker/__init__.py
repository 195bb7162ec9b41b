"""Watches PubMed and journal feeds, holds new results against published claims, mails a digest.

The map of the packages, and which may import which, is in README.md; import-linter holds it.
"""

__version__ = "0.1.0"
