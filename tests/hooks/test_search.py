"""Words that people type are added to the page they belong to, once."""

from __future__ import annotations

import search
from common.guide import Guide
from conftest import ROOT


def test_words_are_added_to_the_entry_of_their_page_only() -> None:
    index = {
        "docs": [
            {"location": "data/kinesis/", "title": "Kinesis", "text": "PutRecords and KDS."},
            {"location": "data/kinesis/#limits", "title": "Limits", "text": "x"},
            {"location": "data/", "title": "Data", "text": "y"},
        ]
    }
    made = search.with_words(index, {"data/kinesis.md": ["KDS", "PutRecordBatch", "k-NN"], "data/index.md": ["stores"]})
    assert [entry["text"] for entry in made["docs"]] == [
        "PutRecords and KDS. (PutRecordBatch, Put Record Batch, k-NN, kNN)",
        "x",
        "y (stores)",
    ]


def test_spellings() -> None:
    assert search.spellings(["k-NN", "PutRecordBatch", "rcf"]) == ["k-NN", "kNN", "PutRecordBatch", "Put Record Batch", "rcf"]
    assert search.spellings(["num_samples_per_tree"]) == ["num_samples_per_tree", "num samples per tree", "samples_per_tree", "per_tree"]


def test_a_name_with_blanks_is_left_as_it_is() -> None:
    assert search.spellings(["a_b of c_d", "x_y"]) == ["a_b of c_d", "x_y", "x y"]


def test_the_data_names_old_and_short_names() -> None:
    words = search.words_of_the_data(Guide(ROOT, {}))
    assert "RCF" in words["algorithms/random-cut-forest.md"]
    assert any("Firehose" in name for name in words["data/streaming.md"])


def test_what_is_left_out_of_the_search_is_emptied_and_the_rest_stays() -> None:
    left_out = '<div class="a" data-search-exclude="">x<div>y</div>z</div>'
    page = f'<p>One.</p>\n{left_out}\n<figure data-search-exclude=""><svg><a/></svg></figure><div>two</div>{left_out}'
    empty = '<div class="a" data-search-exclude=""></div>'
    made = f'<p>One.</p>\n{empty}\n<figure data-search-exclude=""></figure><div>two</div>{empty}'
    assert search.to_be_found(page) == made
    assert search.to_be_found("<p>One.</p>") == "<p>One.</p>"
