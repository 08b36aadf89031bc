import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.errors import UsageError
from eval.report import html_page, markdown_table, markdown_tables, read_record
from eval.report_groups import grouped


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


def _groups(*records):
    return grouped(records, [Path(f"{number}.json") for number in range(len(records))])


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
    parser.feed(html_page(_groups(_record("base", 0.4), _record("new", 0.6)), "Report"))
    assert parser.open == []
    assert parser.links == []
    assert "script" not in parser.seen
    assert parser.seen.count("svg") == 4  # measures, one by type, differences, risk


def test_names_are_escaped():
    page = html_page(_groups(_record("<script>x</script>", 0.4)), "<b>")
    assert "<script" not in page
    assert "<b>" not in page


def test_markdown_has_one_row_a_system():
    lines = markdown_table([_record("base", 0.4), _record("new", 0.6)]).splitlines()
    assert len(lines) == 4
    assert lines[3].startswith("| new | 0.600 | 0.600 | 1.0 | 2.0 | 3.0 |")


def test_names_with_bars_keep_the_table_whole():
    table = markdown_table([_record("a|b", 0.4)])
    assert table.splitlines()[2].startswith(r"| a\|b | 0.400 |")
    assert "<td>a|b</td><td>0.400</td>" in html_page(_groups(_record("a|b", 0.4)), "Report")


def test_plots_say_what_their_axes_are():
    page = html_page(_groups(_record("base", 0.4), _record("new", 0.6)), "Report")
    assert "2 queries, largest gain first: 1 better, 1 alike, 0 worse" in page
    assert "coverage: share of questions answered" in page
    assert {f">{tick}</text>" in page for tick in ("0.2", "0.8", "1.0", "+1.0", "-1.0")} == {True}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"measures": {"nDCG@10": "high"}}, "“measures”"),
        ({"measures": None}, "“measures”"),
        ({"latency_ms": {"p50": 1.0}}, "“latency_ms”"),
        ({"risk_coverage": [[1.0]]}, "“risk_coverage”"),
        ({"per_query": {"nDCG@10": [1]}}, "“per_query”"),
        ({"system": 3}, "“system”"),
        ({"collection": None}, "“collection”"),
        ({"split": 3}, "“split”"),
        ({"digests": []}, "“digests”"),
    ],
)
def test_what_is_no_record_is_refused_by_field(tmp_path, change, message):
    path = tmp_path / "r.json"
    path.write_text(json.dumps(_record("base", 0.4)))
    assert read_record(path)["system"] == "base"
    path.write_text(json.dumps({**_record("base", 0.4), **change}))
    with pytest.raises(UsageError, match=f"r.json: {message} is missing or not as a record has it"):
        read_record(path)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"measures": {"a": NaN}}'])
def test_a_broken_file_is_no_record(tmp_path, content):
    (tmp_path / "r.json").write_text(content)
    with pytest.raises(UsageError, match=r"r\.json"):
        read_record(tmp_path / "r.json")


def test_records_of_other_data_never_share_a_table():
    one, two = _record("base", 0.4), {**_record("base", 0.9), "collection": "d"}
    digests = {"corpus": "aaaabbbbcccc", "qrels": "q"}
    three = {**_record("new", 0.5), "digests": digests}
    four = {**_record("new", 0.7), "digests": {**digests, "corpus": "ddddeeeeffff", "model": "m"}}
    tables = markdown_tables(_groups(one, two, three, four, {**_record("last", 0.1), "digests": digests}))
    titles = [line[4:] for line in tables.splitlines() if line.startswith("###")]
    assert titles == ["c, corpus unknown", "d", "c, corpus aaaabbbb", "c, corpus ddddeeee"]
    third = tables.split("###")[3]
    assert "| new | 0.500 " in third
    assert "| last | 0.100 " in third
    page = html_page(_groups(one, two), "Report")
    assert "<h2>c</h2>" in page
    assert "<h2>d</h2>" in page
    assert "minus" not in page


def test_splits_of_one_collection_are_told_apart():
    dev, test = ({**_record("base", 0.4), "split": split} for split in ("dev", "test"))
    assert [group.title for group in _groups(dev, test)] == ["c, split dev", "c, split test"]


def test_systems_of_one_name_are_told_apart_by_their_files():
    groups = grouped([_record("s", 0.4), _record("s", 0.6)], [Path("old.json"), Path("new.json")])
    page = html_page(groups, "Report")
    assert "s (new) minus s (old)" in page
    assert page.count(">0.400</text>") == page.count(">0.600</text>") == 2
    groups = grouped([_record("s", 0.4)] * 3, [Path("a/s.json"), Path("b/s.json"), Path("b/s.json")])
    names = [record["system"] for record in groups[0].records]
    assert names == ["s (a/s.json)", "s (b/s.json, 2)", "s (b/s.json, 3)"]


def test_a_measure_that_only_a_later_record_has_is_a_column():
    more = _record("new", 0.6)
    more["measures"]["AP"] = 0.3
    head, _, first, second = markdown_table([_record("base", 0.4), more]).splitlines()
    assert head.startswith("| system | nDCG@10 | RR@10 | AP |")
    assert first.startswith("| base | 0.400 | 0.400 | – |")
    assert second.startswith("| new | 0.600 | 0.600 | 0.300 |")
