"""Reading: a title and an abstract become an appraisal, by small steps that each can be looked at.

sections -> sentences -> mentions -> clauses -> findings -> appraisal
"""

from tracker.reading.reader import Marked, Reader

__all__ = ["Marked", "Reader"]
