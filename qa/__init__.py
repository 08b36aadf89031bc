"""From a question to ranked passages with their footnotes."""
