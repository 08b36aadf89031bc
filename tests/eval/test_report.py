from html.parser import HTMLParser

from eval.report import html_page, markdown_table


def _record(system, value):
    return {
        "collection": "c",
        "system": system,
        "measures": {"nDCG@10": value, "RR@10": value},
        "latency_ms": {"p50": 1.0, "p95": 2.0},
        "index_seconds": 3.0,
        "per_query": {"nDCG@10": {"q1": value, "q2": 0.5}},
        "risk_coverage": [[0.5, 0.0], [1.0, 0.2]],
        "by_type": {"factoid": {"S@1": 0.9}},
        "settings": {"k": 100},
    }


class _Tags(HTMLParser):
    VOID = frozenset({"meta"})

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.links = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name in {"src", "href"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_page_is_whole_and_needs_nothing_from_elsewhere():
    parser = _Tags()
    parser.feed(html_page([_record("base", 0.4), _record("new", 0.6)], "Report"))
    assert parser.open == []
    assert parser.links == []
    assert "script" not in parser.seen
    assert parser.seen.count("svg") == 5  # measures, two by type, differences, risk


def test_names_are_escaped():
    page = html_page([_record("<script>x</script>", 0.4)], "<b>")
    assert "<script" not in page
    assert "<b>" not in page


def test_markdown_has_one_row_a_system():
    lines = markdown_table([_record("base", 0.4), _record("new", 0.6)]).splitlines()
    assert len(lines) == 4
    assert lines[3].startswith("| new | 0.600 | 0.600 | 1.0 | 2.0 | 3.0 |")
