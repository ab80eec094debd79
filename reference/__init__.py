"""The reference phone: the rules of the app's engine in Python, and so their specification.

The demo commune is written through it, the simulator drives it, and the phone's engine in
TypeScript replays what it did.
"""
