// What the search finds, without a page: words, slips of the pen, ranks, excerpts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Engine } from "../../docs/assets/javascripts/search/engine.js";
import { numbers } from "../../docs/assets/javascripts/search/names.js";
import { excerpt, marked } from "../../docs/assets/javascripts/search/excerpt.js";
import { Lexicon } from "../../docs/assets/javascripts/search/lexicon.js";
import { apart, parted, stem, words } from "../../docs/assets/javascripts/search/words.js";

const SMALL = ["a", "is", "of", "the", "to", "what", "when"];

/** Numbers as the build writes them, below 26 * 26 apart. @param {number[]} numbers */
const steps = (numbers) =>
  numbers
    .map((number, at) => number - (numbers[at - 1] ?? 0))
    .map((step) => (step > 25 ? String.fromCharCode(65 + Math.floor(step / 26)) : "") + String.fromCharCode(97 + (step % 26)))
    .join("");

/** Names as the build publishes them. @param {string[][]} entries */
function named(entries) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  const written = new Set();
  let number = 0;
  for (const entry of entries) {
    for (const name of entry) {
      for (const parts of parted(name)) {
        for (const part of parts.filter((part) => !SMALL.includes(part))) (written.add(part), found.set(part, [...(found.get(part) ?? []), number]));
        if (parts.length > 1) found.set(parts.join(""), [...(found.get(parts.join("")) ?? []), number]);
      }
      number++;
    }
  }
  const known = [...found.keys()].sort((a, b) => Number(written.has(b)) - Number(written.has(a)) || (a < b ? -1 : 1));
  return { words: known.join(" "), written: known.filter((word) => written.has(word)).length, found: known.map((word) => steps([...new Set(found.get(word))])).join(" "), counts: entries.map((entry) => entry.length) };
}

/** @param {{url: string, title: string, sections: {anchor: string, heading: string, searched?: string[], known?: string[]}[]}[]} pages @param {string[][]} [same] */
function engine(pages, same = []) {
  const sections = pages.flatMap(({ title, sections }) => [{ anchor: "", heading: title, searched: [], known: [] }, ...sections]);
  return new Engine({
    pages: { urls: pages.map(({ url }) => url), titles: pages.map(({ title }) => title), kinds: pages.map(() => "Topic"), themes: pages.map(() => "T"), sections: pages.map(({ sections }) => sections.length + 1) },
    anchors: sections.map(({ anchor }) => anchor),
    headings: sections.map(({ anchor, heading }) => (anchor ? heading : "")),
    names: named(sections.flatMap(({ heading, searched = [], known = [] }) => [[heading], searched, known])),
    small: SMALL,
    same,
    suggested: [],
  });
}

const GUIDE = [
  { url: "k-means/", title: "K-Means", sections: [{ anchor: "pitfalls", heading: "Pitfalls" }, { anchor: "choose", heading: "How to choose k", searched: ["elbow method", "number of clusters"] }] },
  { url: "pca/", title: "PCA", sections: [{ anchor: "reach", heading: "Reach for it, or not", searched: ["when to use pca", "too many features"] }, { anchor: "pitfalls", heading: "Pitfalls" }] },
  { url: "metrics/", title: "Classification metrics", sections: [{ anchor: "matrix", heading: "The confusion matrix", known: ["recall", "precision"] }, { anchor: "curves", heading: "Curves" }] },
  { url: "memory/", title: "Batch size", sections: [{ anchor: "full", heading: "When memory is full", searched: ["out of memory"] }] },
];

/** @param {Engine} one @param {string} query */
const first = (one, query) => one.address(one.find(query).sections[0]?.number);

test("words have parts, and then are one", () => {
  assert.deepEqual(words("K-NN's num_round: CreateModel"), ["k", "nn", "knn", "num", "round", "numround", "create", "model", "createmodel"]);
});

test("forms of a word are one, British or American", () => {
  for (const forms of [["scale", "scaled", "scales", "scaling"], ["colour", "color", "colours"], ["optimise", "optimizing", "optimization"], ["labelled", "labeled", "labelling"], ["query", "queries"], ["class", "classes"], ["metric", "metrics"]])
    assert.equal(new Set(forms.map(stem)).size, 1, forms.map((form) => `${form}: ${stem(form)}`).join(", "));
  assert.notEqual(stem("loss"), stem("los"));
  assert.equal(stem("p3"), "p3");
});

test("numbers come back from their steps", () => {
  assert.deepEqual(numbers("aBcd"), [0, 28, 31]);
  assert.deepEqual(numbers("BAa"), [676]);
  assert.deepEqual(numbers(steps([3, 40, 700])), [3, 40, 700]);
  assert.deepEqual(numbers(""), []);
});

test("how far two spellings are apart", () => {
  assert.equal(apart("recall", "recal", 2), 1);
  assert.equal(apart("recall", "reclal", 2), 1);
  assert.equal(apart("recall", "precision", 2), 3);
  assert.equal(apart("ab", "ab", 0), 0);
});

test("one slip finds the word, two in a long one, none in a number", () => {
  const lexicon = new Lexicon();
  lexicon.add(["recall", "precision", "hyperparameter", "8080", "oom"]);
  assert.deepEqual(lexicon.near("recal"), ["recall"]);
  assert.deepEqual(lexicon.near("precsion"), ["precision"]);
  assert.deepEqual(lexicon.near("hyperparmeterr"), ["hyperparameter"]);
  assert.deepEqual(lexicon.near("8081"), []);
  assert.deepEqual(lexicon.near("qqqq"), []);
});

test("a query finds the section that people mean by it", () => {
  const it = engine(GUIDE);
  assert.equal(first(it, "when to use pca"), "pca/#reach");
  assert.equal(first(it, "elbow"), "k-means/#choose");
  assert.equal(first(it, "k-means"), "k-means/");
  assert.equal(first(it, "kmeans"), "k-means/");
  assert.equal(first(it, "pca pitfalls"), "pca/#pitfalls");
  assert.equal(first(it, "what is recall"), "metrics/#matrix");
});

test("a slip is mended and told, a beginning finds what is being typed, marks at the end do no harm", () => {
  const it = engine(GUIDE);
  assert.equal(first(it, "confussion matrix"), "metrics/#matrix");
  assert.deepEqual(it.find("confussion matrix").corrected, [["confussion", "confusion"]]);
  assert.equal(first(it, "conf"), "metrics/#matrix");
  assert.deepEqual(it.find("conf").corrected, []);
  for (const mark of [":", ".", "/", "-", "?", "!", ")"]) assert.equal(first(it, `recall${mark}`), "metrics/#matrix", mark);
});

test("other words for one thing", () => {
  assert.equal(first(engine(GUIDE, [["oom", "out of memory"]]), "oom"), "memory/#full");
  assert.equal(engine(GUIDE).find("oom").sections.length, 0);
});

test("all words come before some", () => {
  const found = engine(GUIDE).find("precision zebra");
  assert.equal(found.all, false);
  assert.equal(engine(GUIDE).find("confusion matrix").all, true);
});

test("nothing typed breaks it", () => {
  const it = engine(GUIDE);
  for (const query of ["", " ", "the", "¿?", "a".repeat(200), "\\", "x ".repeat(100), "constructor", "__proto__", "toString"]) assert.ok(Array.isArray(it.find(query).sections), query);
});

test("texts, answers and questions are found when they have come", () => {
  const it = engine(GUIDE);
  it.addTexts({ words: "turbine", found: steps([4 * 4 + 1]), lengths: [1, 1, 1, 1, 9, 1, 1, 1, 1, 1] });
  assert.equal(first(it, "turbine"), "pca/#reach");
  it.addAnswers({ kinds: ["number"], titles: ["Port"], texts: ["8080"], sections: [0], names: named([["port 8080", "serving port"]]) });
  assert.deepEqual(it.find("serving port").answers.map(({ number }) => number), [0]);
  assert.deepEqual(it.find("recall").answers, []);
  it.addQuestions({ addresses: ["pca/#q-one"], titles: ["Which one?"], names: named([["Which one?", "A wind farm has forty columns"]]) });
  assert.deepEqual(it.find("wind farm columns").questions.map(({ number }) => number), [0]);
});

test("an excerpt shows most of the words, and marks them", () => {
  const text = `${"Nothing of it here. ".repeat(20)}The port of the container is 8080. ${"More words. ".repeat(20)}`;
  const stems = new Set(["port", "8080"].map(stem));
  const shown = excerpt(text, stems);
  assert.ok(shown.startsWith("The port of the container is 8080."), shown);
  assert.ok(shown.length < 170);
  assert.deepEqual(marked("Ports: 8080, no", stems), ["", "Ports", ": ", "8080", ", no"]);
  assert.equal(marked("<b>port</b>", stems).join(""), "<b>port</b>");
  assert.equal(excerpt("", stems), "");
});
