"""Documents, notes, citations and the library that keeps them."""
