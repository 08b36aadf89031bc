"""What the app knows, in plain classes that no terminal toolkit touches."""
