"""Speed and size, measured: `python3 run.py bench`. Tests hold promises; this holds figures."""
