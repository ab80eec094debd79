"""The simulator: the real server and reference phones in one thread, under every fault there is.

One seeded generator decides everything and time is virtual, so a seed is a whole world that can
be had again. What it proves is told in docs/RELIABILITY.md.
"""
