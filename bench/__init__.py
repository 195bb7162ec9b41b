"""Measures what the tracker costs, each stage beside a peer or a floor in the same run: `python -m bench`.

Figures on a shared machine are noisy. So every stage is measured in child processes, in alternating order, and what is
told is the ratio of medians; nothing in `make test` depends on it. All data is made here and plainly fictional.
"""
