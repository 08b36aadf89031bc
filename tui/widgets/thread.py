"""The conversation's thread: questions with their answers' cards, 500 of them without delay."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from tui.state.cards import card_key, turn_key
from tui.state.flow import Block, Place
from tui.state.targets import ToTurn
from tui.widgets.flow_view import FlowView


class ThreadView(FlowView):
    """Shows the blocks of all turns, oldest first."""

    DEFAULT_CSS = """
    ThreadView .flow--question { background: $panel; }
    """

    def _size_changed(self) -> None:
        """Leave room below the newest turn, so that its question can stand at the top from the start.

        Otherwise an answer would come in below the edge of the screen.
        """
        blocks = self.flow.blocks
        last = next((n for n in range(len(blocks) - 1, -1, -1) if isinstance(_target(blocks[n]), ToTurn)), 0)
        room = self.flow.top(last) + self.size.height if last else 0
        self.virtual_size = Size(self.scrollable_content_region.width, max(self.flow.height, room))

    def turn_range(self, turn: int) -> tuple[int, int] | None:
        """Return the blocks of a turn, half-open, or None when it is not shown."""
        blocks = self.flow.blocks
        wanted, following = turn_key(turn), turn_key(turn + 1)
        start = next((n for n in range(len(blocks) - 1, -1, -1) if blocks[n].key == wanted), None)
        if start is None:
            return None
        end = next((n for n in range(start + 1, len(blocks)) if blocks[n].key == following), len(blocks))
        return start, end

    def put(self, turn: int, blocks: Sequence[Block]) -> None:
        """Show a turn anew in its place; what the reader looks at stays where it is on the screen."""
        found = self.turn_range(turn)
        if found is None:
            self.extend(blocks)
            return
        card, target = self._card_under_cursor(), self.target
        self.splice(*found, blocks)
        head = self.flow.find_key(card) if card else None
        if head is not None:
            self.put_cursor(self._within_card(head, target), scroll=False)

    def _within_card(self, head: int, target: object) -> Place:
        """Return the stop of a card that leads to `target` (a mark), else the card's own."""
        owner = self.flow.blocks[head].owner
        for block in range(head, len(self.flow.blocks)):
            if self.flow.blocks[block].owner != owner:
                break
            for stop, one in enumerate(self.flow.blocks[block].stops):
                if one.target == target and not one.main:
                    return Place(block, stop)
        return Place(head, 0)

    def show_turn(self, turn: int) -> None:
        """Scroll so that a turn's question stands at the top."""
        found = self.turn_range(turn)
        if found is not None:
            self.reveal(self.flow.top(found[0]), top=True)

    def select_card(self, turn: int, passage_id: str) -> bool:
        """Put the cursor on a card; return whether it is there."""
        block = self.flow.find_key(card_key(turn, passage_id))
        return block is not None and self.select(self.flow.blocks[block].stops[0].target)

    def _card_under_cursor(self) -> str:
        if self.cursor is None or self.cursor.block >= len(self.flow.blocks):
            return ""
        return self.flow.blocks[self.cursor.block].owner


def _target(block: Block) -> object:
    return block.stops[0].target if block.stops else None
