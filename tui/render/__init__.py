"""Text output: what answers and notes look like as plain lines."""
