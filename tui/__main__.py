"""`python -m tui` is `footnoted`."""

from tui.cli.entry import main

if __name__ == "__main__":
    raise SystemExit(main())
