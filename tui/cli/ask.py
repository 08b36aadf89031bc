"""`footnoted ask`: a question and its answer."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from corpus.errors import IndexVersionError, UsageError
from qa.settings import AskSettings
from tui.cli.command import Command, Commands, Example, add_command, share, whole
from tui.cli.console import coloured, line_width, remark, write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import ABSTAINED, DONE

if TYPE_CHECKING:
    from corpus.library import Library
    from qa.answer import Answer
    from qa.ask import Asker
    from tui.render.answer import Beneath

ONLY = {"report": "report", "notes": "note", "sources": "source"}
MOST = 100
"""Most passages an answer may be asked for."""

EXAMPLES = (
    Example('footnoted ask "Who paid for the Islamabad safe city?"', "passages, notes and citations"),
    Example(
        'footnoted ask "And Bolivia?" --history "How large was the Chinese loan to Ecuador?"',
        "a follow-up, with what was asked before",
    ),
    Example(
        'footnoted ask "Which drones were sold?" -k 3 --json', "one JSON object, with the three best passages"
    ),
    Example(
        'footnoted ask "Who trained the police?" --section police --explain',
        "within a section, with reasons",
    ),
    Example(
        'footnoted ask "Which article is on drones for the New York police?" --only notes',
        "among the footnotes",
    ),
    Example('footnoted ask "What is the recipe for sourdough?"', "nothing here says so", status=3),
    Example(
        "footnoted ask --jsonl",
        "questions from standard input, an answer a line in the same order",
        stdin='{"id": "q1", "question": "What are the three evils?"}\n',
    ),
)


def register(commands: Commands) -> None:
    """Declare `ask`."""
    parser = add_command(
        commands,
        "ask",
        "ask a question: the passages that answer it and the footnotes that back them",
        "Ask the library a question. Marks stand in their places as [17]; the answering sentence is bold, "
        "or between » and « where bold cannot be shown; the notes follow in full.",
        EXAMPLES,
        run,
    )
    parser.add_argument(
        "question", nargs="*", metavar="QUESTION", help="the question, in quotation marks or not"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument(
        "--jsonl", action="store_true", help="read questions from standard input, one JSON object a line"
    )
    parser.add_argument(
        "-k", type=whole(1, MOST), default=5, metavar="N", help="how many passages to show (default: 5)"
    )
    parser.add_argument(
        "--reranker",
        metavar="NAME",
        help="a cross-encoder that orders the first ranks anew: a sentence-transformers folder or name",
    )
    parser.add_argument(
        "--threshold",
        type=share,
        default=AskSettings().threshold,
        metavar="P",
        help="confidence, 0 to 1, from which passages are called an answer "
        f"(default: {AskSettings().threshold}; --explain tells how often that is wrong)",
    )
    parser.add_argument("--explain", action="store_true", help="tell why each passage ranks where it does")
    parser.add_argument(
        "--history",
        action="append",
        default=[],
        metavar="TEXT",
        help="an earlier question, oldest first; repeatable",
    )
    add_scope(parser)


def add_scope(parser: Command) -> None:
    """Add the options that restrict a question to a part of the library."""
    group = parser.add_argument_group("scope (each may be repeated)")
    group.add_argument("--document", action="append", default=[], metavar="ID", help="only this document")
    group.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="TITLE",
        help="only sections of this title, or with it in theirs",
    )
    group.add_argument(
        "--only", action="append", default=[], choices=tuple(ONLY), help="only passages of this kind"
    )
    group.add_argument(
        "--language", action="append", default=[], metavar="TAG", help='only this language: "en", "zh"'
    )


def run(args: argparse.Namespace) -> int:
    """Answer one question, or those on standard input."""
    from qa.check import check_question

    text = " ".join(args.question)
    if args.jsonl:
        if args.question:
            raise UsageError("--jsonl reads its questions from standard input.", "Leave out QUESTION.")
        if args.history:
            raise UsageError("With --jsonl, each line has its own history.", 'Write "history": ["…"] there.')
        from tui.cli.batch import answer_lines

        return answer_lines(args)
    if not args.question:
        raise UsageError("There is no question.", 'Ask one: footnoted ask "…", or give lines with --jsonl.')
    check_question(text)
    return ask_one(args, text)


def ask_one(args: argparse.Namespace, text: str) -> int:
    """Answer one question in the form that the command line asks for."""
    from qa.answer import Question, Turn
    from tui.cli.beneath import beneath
    from tui.cli.scope import scope_of

    # Bytes that are no UTF-8 arrive as lone surrogates, which no encoder takes.
    text = text.encode("utf-8", "replace").decode()
    question = Question(text, history=tuple(Turn("user", turn) for turn in args.history))
    with Reporter() as progress, open_library(args, progress) as library:
        scope = scope_of(args, library)
        with open_asker(args, library, progress, args.reranker, settings=settings_of(args)) as asker:
            progress.wipe()
            answer = asker.ask(question, scope=scope, k=args.k)
            said = None if args.json else beneath(asker, library, answer)
            show(args, answer, library, said)
    return ABSTAINED if answer.abstained else DONE


def settings_of(args: argparse.Namespace) -> AskSettings:
    """Return how to ask, as the command line says."""
    return AskSettings(threshold=args.threshold)


def open_asker(
    args: argparse.Namespace,
    library: Library,
    progress: Reporter,
    reranker: str | None = None,
    *,
    settings: AskSettings | None = None,
    fresh: bool = False,
) -> Asker:
    """Open the index for asking and pass on what a person should know about it.

    Raises:
        UsageError: When the model typed does not fit the index; with `fresh`, also when the index
            is out of date, for its figures would pass as the library's.
    """
    from qa.ask import Asker

    try:
        asker = Asker.open(library, model=args.model, progress=progress, reranker=reranker, settings=settings)
    except IndexVersionError as error:
        if args.model is None:
            raise
        # The index is what it is; what does not fit is the model typed.
        raise UsageError(error.message, error.hint) from error
    progress.wipe()
    if fresh and (stale := asker.searcher.stale):
        asker.close()
        raise UsageError(f"Nothing is measured on this index. {stale}", "Run `footnoted index build`.")
    for warning in asker.warnings:
        remark(f"footnoted: warning: {warning}")
    return asker


def tell_aside(answer: Answer) -> None:
    """Say on standard error what a person should know of an answer that goes to a program.

    Which words were read as others, and which part of the question was left open.
    """
    from qa.respelt import told

    whose = f"{answer.question.question_id}: " if answer.question.question_id else ""
    for said in filter(None, (told(answer.read_as), answer.left_open)):
        remark(f"footnoted: {whose}{said}")


def show(args: argparse.Namespace, answer: Answer, library: Library, said: Beneath | None = None) -> None:
    """Print an answer as text or JSON; `said` is what its notes' sources say of it."""
    if args.json:
        from qa.contract import answer_row, explained_row

        write_row(explained_row(answer) if args.explain else answer_row(answer))
        tell_aside(answer)
        return
    from tui.render.answer import write_answer
    from tui.render.page import Page

    page = Page(line_width(), styled=coloured(args.color))
    titles = {entry.doc_id: entry.title for entry in library.documents()}
    write_answer(page, answer, titles, explain=args.explain, beneath=said)
    write(str(page))
