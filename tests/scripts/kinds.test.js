import assert from "node:assert/strict";
import { test } from "node:test";
import * as choose from "../../docs/assets/javascripts/kinds/choose.js";
import * as fill from "../../docs/assets/javascripts/kinds/fill.js";
import * as match from "../../docs/assets/javascripts/kinds/match.js";
import * as numeric from "../../docs/assets/javascripts/kinds/numeric.js";
import * as order from "../../docs/assets/javascripts/kinds/order.js";

const options = (/** @type {boolean[]} */ ...right) => right.map((one) => ({ right: one }));

test("numbers are read the way people write them", () => {
  const written = {
    0.67: ["0.67", "0,67", " 0.67 ", ".67", ",67", "= 0.67", "0,67 \u20ac"],
    1000: ["1000", "1,000", "1 000", "1\u202f000", "1\u00a0000", "1\u2019000", "1'000", "1e3", "1E3", "1,000.0", "1.000,0", "1000.", "+1000"],
    1234567.5: ["1,234,567.5", "1 234 567.5", "1 234 567,5", "1.234.567,5", "12,34,567.5"],
    0.125: ["0.125", "0,125", ",125", "1/8", "1 / 8", "125e-3"],
    1.5: ["1,5", "1.5 days", "1,5 GB", "3/2 hours", "1.5GB/s", "1.5 \u00b5s"],
    "-5": ["-5", "\u22125", "- 5", "\u20135", "-5.0", "-10/2"],
    12: ["12", "\uff11\uff12", "12 shards", "12s"],
    1.234: ["1.234"],
  };
  for (const [value, all] of Object.entries(written)) for (const typed of all) assert.deepEqual(numeric.meant(typed), [Number(value)], typed);
});

test("what is no number, or more than one, is none", () => {
  for (const typed of ["", " ", "abc", "about 5", "5 or 6", "5 6", "1,2,3", "1.2.3", "1,2.3,4", "--5", "2/0", "1/2/3", "1e999", "e3", ".", ",", "-", "%", "0x10", "Infinity", "NaN", "63 +- 1"])
    assert.deepEqual(numeric.meant(typed), [], typed);
});

test("a percent sign may be meant by the page or by the reader", () => {
  assert.deepEqual(numeric.meant("67 %"), [67, 0.67]);
  const asShare = { answers: ["0.67"], tolerance: 0.01 };
  const asPercent = { answers: ["67.0"], tolerance: 1 };
  for (const typed of ["67 %", "67%", "66,5 %", "67 percent", "67 per cent"])
    for (const sought of [asShare, asPercent]) assert.ok(numeric.isRight(sought, typed), typed);
  assert.ok(!numeric.isRight(asShare, "67"));
  assert.ok(!numeric.isRight(asPercent, "6.7 %"));
  assert.ok(!numeric.isRight(asPercent, "0.67"));
});

test("a number may be off by its tolerance, and no more", () => {
  const sought = { answers: ["0.3"], tolerance: 0.05 };
  for (const typed of ["0.25", "0.3", "0.35", "1/3"]) assert.ok(numeric.isRight(sought, typed), typed);
  for (const typed of ["0.249", "0.351", "-0.3", "", "abc"]) assert.ok(!numeric.isRight(sought, typed), typed);
  for (const typed of ["0.6", "0.8"]) assert.ok(numeric.isRight({ answers: ["0.7"], tolerance: 0.1 }, typed), typed); // 0.8 - 0.7 is a little more than 0.1
  assert.ok(numeric.isRight({ answers: ["1200.0"], tolerance: 0 }, "1,200"));
  assert.ok(!numeric.isRight({ answers: ["1200.0"], tolerance: 0 }, "1,201"));
});

test("what cannot be graded is told: a number", () => {
  assert.equal(numeric.problem({}, ""), "Type a number.");
  assert.equal(numeric.problem({}, "abc"), "This is not a number. Write it like 0.67, 2/3 or 67 %.");
  assert.equal(numeric.problem({}, "2/3"), "");
});

test("a word is right whatever its capitals and blanks", () => {
  const blank = { answers: ["early stopping", "patience"] };
  for (const typed of ["patience", " Patience ", "Early  Stopping"]) assert.ok(fill.isRight(blank, typed), typed);
  for (const typed of ["", "patienc", "earlystopping"]) assert.ok(!fill.isRight(blank, typed), typed);
  assert.equal(fill.problem(blank, "  "), "Type an answer.");
  assert.equal(fill.problem(blank, "x"), "");
});

test("one option, or as many as are right", () => {
  const one = options(false, true, false);
  assert.equal(choose.problem(one, []), "Choose an option.");
  assert.equal(choose.problem(one, [0]), "");
  assert.ok(choose.isRight(one, [1]));
  assert.ok(!choose.isRight(one, [0]));
  const two = options(true, false, true, false, false);
  for (const given of [[], [0], [0, 1, 2], [0, 1, 2, 3, 4]]) assert.equal(choose.problem(two, given), "Choose two options.");
  assert.equal(choose.problem(two, [0, 1]), "");
  assert.ok(choose.isRight(two, [0, 2]));
  for (const given of [[0], [0, 1], [0, 1, 2]]) assert.ok(!choose.isRight(two, given));
  assert.equal(choose.problem(options(true, true, true, false), [0]), "Choose three options.");
});

test("steps must have been moved, and be in order", () => {
  assert.equal(order.problem([{}, {}, {}], []), "Move the steps into their order first.");
  assert.equal(order.problem([{}, {}, {}], [1, 0, 2]), "");
  assert.ok(order.isRight([{}, {}, {}], [0, 1, 2]));
  for (const given of [[], [0], [1, 0, 2]]) assert.ok(!order.isRight([{}, {}, {}], given));
});

test("every prompt needs an answer, and its own", () => {
  assert.equal(match.problem([{}, {}, {}], [-1, 2, -1]), "Choose an answer in every row. Rows without one: 2.");
  assert.equal(match.problem([{}, {}, {}], [0, 2, 1]), "");
  assert.ok(match.isRight([{}, {}, {}], [0, 1, 2]));
  for (const given of [[0, 1, -1], [0, 0, 0], [-1, -1, -1]]) assert.ok(!match.isRight([{}, {}, {}], given));
});

test("a mock exam keeps an answer that is begun, not one that is not", () => {
  for (const [kind, nothing, something] of [[choose, [], [1]], [order, [], [1, 0]], [match, [-1, -1], [-1, 0]], [fill, " ", "a"], [numeric, "", "abc"]]) {
    assert.ok(kind.isEmpty(nothing));
    assert.ok(!kind.isEmpty(something));
  }
});
