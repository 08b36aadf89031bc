"""`footnoted serve`: the app in a browser on this machine."""

from __future__ import annotations

import argparse

from tui.cli.command import Commands, Example, add_command, whole


def register(commands: Commands) -> None:
    """Declare `serve`."""
    from tui.serve import HOST, PORT

    parser = add_command(
        commands,
        "serve",
        "the app in a browser, on this machine alone",
        "Serve the app on the loopback interface until it is stopped; every page that is opened runs an app "
        "of its own. Nobody else can reach it, and the page fetches nothing from elsewhere.",
        (Example("footnoted serve --port 8570", "then open http://127.0.0.1:8570", needs="terminal"),),
        run,
    )
    parser.add_argument("--host", default=HOST, metavar="ADDRESS", help=f"loopback address (default: {HOST})")
    parser.add_argument(
        "--port", type=whole(1, 65_535), default=PORT, metavar="N", help=f"port (default: {PORT})"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from tui.serve import serve

    named = [("--library", args.library), ("--model", args.model)]
    return serve([word for pair in named if pair[1] for word in pair], args.host, args.port)
