"""Learning an encoder's head; loads torch, and is never needed to ask or to index."""
