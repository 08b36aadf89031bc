"""Screens and dialogs of the app, one a file."""
