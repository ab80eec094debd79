"""What the commune wants done, as plain functions: session first, time and chance given, no HTTP."""
