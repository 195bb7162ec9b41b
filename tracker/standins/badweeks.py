"""What goes wrong in the demo's weeks where that is asked for, scripted in the stand-ins until `all_well`."""

from __future__ import annotations

from urllib.parse import urlsplit

from tracker.standins.faults import Reset, truncated
from tracker.standins.feeds import blocked
from tracker.standins.mailbox import Mishap
from tracker.standins.ncbi_words import rate_limited, server_error
from tracker.standins.world import World


def bad_week(world: World, week: int) -> tuple[str, ...]:
    """Returns what is to go wrong, in words; () for a week of peace. Only while the world runs."""
    pubmed, feeds, mail = world.entrez.faults, world.feed_host.faults, world.mailbox
    path = urlsplit(world.feeds()[0].url).path
    match week:
        case 1:
            pubmed.play(rate_limited(retry_after="7"), Reset(), None, truncated())
            feeds.next(truncated(0.6), on=path)
            mail.script(Mishap(stage="rcpt", reply="450 4.2.0 greylisted, come back in five minutes"))
            return (
                "PubMed asks us to slow down, drops a connection, and sends half a reply.",
                "A journal's feed ends in the middle.",
                "The mail server puts one reader off.",
            )
        case 2:
            pubmed.next(server_error(503), times=None)
            mail.script(Mishap(stage="data", keep=True))
            return (
                "PubMed is down all day.",
                "The mail server takes a digest, and dies before it says so.",
            )
        case 3:
            feeds.next(blocked(), times=None, on=path)
            mail.script(Mishap(stage="connect", reply="421 4.3.2 too busy"), times=9)
            return (
                "A journal's publisher lets nobody in.",
                "The mail server is too busy for anybody.",
            )
    return ()


def all_well(world: World) -> None:
    world.entrez.faults.clear()
    world.feed_host.faults.clear()
    world.mailbox.clear()
