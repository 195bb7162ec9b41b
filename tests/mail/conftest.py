"""Fixtures of the mail tests."""

from tests.mail.mail_office import authority, ca_file, options, start

__all__ = ["authority", "ca_file", "options", "start"]
