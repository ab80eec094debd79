"""The engine: it knows mutations, records and streams, and never what a patrol is.

A mutation is read (`mutation`), judged in memory (`judge`, `merge`) over rows read in bulk
(`world`), written in bulk under the commune's lock (`push`), and pulled by others (`pull`).
Clock and chance are handed in; validation of contents is an argument (`Kinds`).
"""
