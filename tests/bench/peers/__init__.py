"""The sync server beside its peers, in the harness that measures all of them alike."""
