"""Loopback stand-ins for a literature database, journal feeds and a mail server, for the demo and the tests.

They answer as the real services do, errors included, check what they are sent, and log it. `world.World` puts
them together over a folder of fictional records.
"""
