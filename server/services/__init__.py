"""What the commune wants done, as plain functions: session first, chance given, no HTTP."""
