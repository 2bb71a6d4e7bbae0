/** What a reader did, as data: sound, merged, restored, carried. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as data from "../../docs/assets/javascripts/progress-data.js";

const NOW = Date.UTC(2026, 10, 21);
const { empty, merge, restore, sift } = data;

/** A random number below `count`, the same in every run. */
function dice(seed) {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const exam = (at, more = {}) => ({ at, code: "MLA-C02", exam: "mla-c02", ends: at + 5, items: [], ...more });
const item = (more = {}) => ({ id: "q1", hash: "h", domain: 1, given: null, right: false, flag: false, ...more });
const made = (more = {}) => ({ ...empty(), ...more });

/** The progress of a device with some history. */
function device(random) {
  const ids = ["q1", "q2", "q3", "q4"];
  const at = () => 1 + random(100);
  const stamp = () => (random(3) ? [] : [at() + 50]);
  const some = (count, one) => Array.from({ length: random(count) }, one);
  const began = at();
  return sift({
    version: 2,
    answers: Object.fromEntries(some(4, () => [ids[random(4)], some(4, () => [at(), random(2), "ab"[random(2)], ...stamp()])])),
    reviews: Object.fromEntries(some(4, () => [ids[random(4)], some(4, () => [at(), random(5), ...stamp()])])),
    exams: Object.fromEntries(some(3, () => at()).map((begun) => [begun, exam(begun, { code: "ab"[random(2)], ...(random(2) ? { restored: at() + 50 } : {}) })])),
    running: { at: at(), exam: random(2) ? null : exam(began, { place: random(3) }) },
    settings: { retention: [at(), [0.8, 0.9][random(2)]] },
    resets: Object.fromEntries(some(3, () => [[...ids, "*"][random(5)], at()])),
  }).progress;
}

test("merging devices does not depend on order or number", () => {
  const random = dice(5);
  for (let i = 0; i < 3000; i++) {
    const [a, b, c] = [device(random), device(random), device(random)];
    const all = merge(merge(a, b), c);
    const text = data.stable(all);
    assert.equal(data.stable(merge(b, a)), data.stable(merge(a, b)));
    assert.equal(data.stable(merge(a, merge(b, c))), text);
    assert.equal(data.stable(merge(all, b)), text);
    assert.deepEqual(sift(all), { progress: all, faults: [] });
  }
});

test("merging loses only what was forgotten after it was done or restored", () => {
  const random = dice(7);
  for (let i = 0; i < 1000; i++) {
    const trio = [device(random), device(random), device(random)];
    const all = trio.reduce(merge);
    const since = (id) => Math.max(0, ...trio.flatMap(({ resets }) => [resets[id] ?? 0, resets["*"] ?? 0]));
    for (const [kind, length] of [["answers", 3], ["reviews", 2]])
      for (const one of trio)
        for (const [id, events] of Object.entries(one[kind]))
          for (const event of events) {
            const same = (other) => data.stable(other.slice(0, length)) === data.stable(event.slice(0, length));
            const ages = trio.flatMap((other) => (other[kind][id] ?? []).filter(same)).map((other) => Math.max(other[0], other[length] ?? 0));
            assert.equal((all[kind][id] ?? []).filter(same).length, Math.max(...ages) > since(id) ? 1 : 0);
          }
  }
});

test("what is restored after a reset comes back, and a device that knows only the reset keeps it", () => {
  const saved = made({ answers: { q1: [[10, 1, "h"]], q2: [[11, 0, "h"]] }, reviews: { q1: [[12, 3]] }, exams: { 13: exam(13) } });
  const other = made({ resets: { "*": 100 }, answers: { q9: [[120, 1, "h"]] } });
  const { progress, told } = restore(made({ resets: { "*": 100 } }), saved, 200);
  assert.equal(told, "2 answers, 1 review, 1 exam came in.");
  for (const one of [progress, merge(progress, other), merge(other, progress)]) {
    assert.equal(data.stateOf(one, "q1", "h"), "right");
    assert.equal(data.stateOf(one, "q2", "h"), "wrong");
    assert.deepEqual(data.reviewsOf(one, "q1").map(([at, rating]) => [at, rating]), [[12, 3]]);
    assert.deepEqual(Object.keys(one.exams), ["13"]);
  }
  const forgotten = merge(progress, made({ resets: { "*": data.after(progress, "*", 150) } }));
  assert.deepEqual([forgotten.answers, forgotten.reviews, forgotten.exams], [{}, {}, {}]);
});

test("a saved file brings back what a device with a clock ahead has forgotten", () => {
  const saved = made({ answers: { q1: [[10, 1, "h"]] }, reviews: { q1: [[12, 3]] }, exams: { 13: exam(13) } });
  const { progress } = restore(made({ resets: { "*": 500 } }), saved, 200);
  assert.equal(data.stateOf(progress, "q1", "h"), "right");
  assert.deepEqual([data.reviewsOf(progress, "q1").length, Object.keys(progress.exams)], [1, ["13"]]);
});

test("what was forgotten elsewhere is not brought back by a merge with a device that never heard of it", () => {
  const all = merge(made({ resets: { q1: 100 } }), made({ answers: { q1: [[10, 1, "h"]], q2: [[10, 1, "h"]] } }));
  assert.deepEqual(Object.keys(all.answers), ["q2"]);
});

test("an import says what came in, what was here and what is gone", () => {
  const here = made({ answers: { q1: [[10, 1, "h"]], q2: [[11, 1, "h"]] } });
  assert.equal(restore(here, here, 50).told, "Nothing new came in; 2 were here already.");
  assert.equal(restore(here, empty(), 50).told, "No answers, reviews or exams are in it.");
  assert.equal(restore(here, made({ answers: { q2: [[11, 1, "h"]], q3: [[9, 0, "h"]] } }), 50).told, "1 answer came in; 1 was here already.");
  assert.equal(restore(here, made({ resets: { q1: 40 } }), 50).told, "No answers, reviews or exams are in it. 1 was forgotten or taken back there, and now here too.");
  const reviews = made({ reviews: { q1: [[10, 3], [10, 0], [20, 4]] }, settings: { new: [5, 7] } });
  assert.equal(restore(empty(), reviews, 50).told, "1 review, 1 setting came in.");
});

test("importing the same file again changes nothing", () => {
  const random = dice(11);
  for (let i = 0; i < 500; i++) {
    const saved = device(random);
    const { progress } = restore(device(random), saved, 1000);
    assert.deepEqual(restore(progress, saved, 2000).progress, progress);
    for (const id of Object.keys(saved.answers)) assert.ok(progress.answers[id].length >= saved.answers[id].length);
  }
});

/** What does not fit, and the name of what is wrong. */
const UNSOUND = {
  "an exam of nothing": [{ exams: { 5: exam(5, { items: [null] }) } }, "exams, 5"],
  "an exam under another name": [{ exams: { 6: exam(5) } }, "exams, 6"],
  "an exam without an end": [{ exams: { 5: exam(5, { ends: null }) } }, "exams, 5"],
  "an item without a word on right": [{ exams: { 5: exam(5, { items: [item({ right: "yes" })] }) } }, "exams, 5"],
  "an answer that is no answer": [{ running: { at: 5, exam: exam(5, { place: 0, items: [item({ given: { a: 1 } })] }) } }, "running"],
  "a place that is none": [{ running: { at: 5, exam: exam(5, { place: -1 }) } }, "running"],
  "nothing running": [{ running: null }, "running"],
  "decks that are a number": [{ settings: { decks: [5, 5] } }, "settings, decks"],
  "decks nobody knows": [{ settings: { decks: [5, ["mine"]] } }, "settings, decks"],
  "a retention in words": [{ settings: { retention: [5, "0.9"] } }, "settings, retention"],
  "a million new cards": [{ settings: { new: [5, 1e6] } }, "settings, new"],
  "an unknown setting that is not plain": [{ settings: { colour: [5, { deep: {} }] } }, "settings, colour"],
  "a moment that is no number": [{ answers: { q1: [[null, 1, "h"]] } }, "answers, q1"],
  "a moment before all time": [{ answers: { q1: [[-5, 1, "h"]] } }, "answers, q1"],
  "a moment after all time": [{ answers: { q1: [[1e300, 1, "h"]] } }, "answers, q1"],
  "half right": [{ answers: { q1: [[5, 0.5, "h"]] } }, "answers, q1"],
  "a rating of nine": [{ reviews: { q1: [[5, 9]] } }, "reviews, q1"],
  "an answer that is too long": [{ answers: { q1: [[5, 1, "h", 6, 7]] } }, "answers, q1"],
  "a reset at no time": [{ resets: { q1: "never" } }, "resets, q1"],
  "a name that is none": [{ resets: { "a b": 5 } }, "resets, a b"],
  "a name of every object": [{ reviews: { constructor: [[5, 3]] } }, "reviews, constructor"],
  "a list in place of a record": [{ answers: [] }, "answers"],
};

for (const [what, [wrong, fault]] of Object.entries(UNSOUND))
  test(`unsound: ${what}`, async () => {
    const sound = { answers: { q0: [[1, 1, "h"]] }, settings: { colour: [1, "red"] } };
    const value = { ...made(), ...Object.fromEntries(Object.entries({ ...sound, ...wrong }).map(([part, one]) => [part, Array.isArray(one) || one === null ? one : { ...sound[part], ...one }])) };
    const { progress, faults } = sift(value);
    assert.deepEqual(faults, [fault]);
    assert.deepEqual(sift(progress), { progress, faults: [] });
    if (!fault.startsWith("answers")) assert.deepEqual(progress.answers, sound.answers);
    if (fault === "answers, q1") assert.deepEqual(progress.answers, sound.answers);
    await assert.rejects(data.decode(JSON.stringify(value), NOW), /^Error: This is not sound: something is wrong with ".+"\. Nothing was changed\.$/);
  });

test("the sound events of a list stay when one is not", () => {
  assert.deepEqual(sift(made({ answers: { q1: [[5, 1, "h"], [6, 7, "h"]] } })), { progress: made({ answers: { q1: [[5, 1, "h"]] } }), faults: ["answers, q1"] });
});

test("nothing at all, or something else, leaves empty progress", () => {
  for (const value of [null, [], "x", 5, {}]) assert.deepEqual(sift(value).progress, empty());
});

test("a name that would change every object does no harm", () => {
  const { faults } = sift(JSON.parse('{"version":2,"answers":{"__proto__":[[5,1,"h"]]},"reviews":{},"exams":{},"running":{"at":0,"exam":null},"settings":{},"resets":{}}'));
  assert.deepEqual(faults, ["answers, __proto__"]);
});

test("progress goes through a code and a file, and the first version is still read", async () => {
  const random = dice(13);
  const mine = device(random);
  assert.deepEqual(await data.decode(await data.encode(mine), NOW), mine);
  assert.deepEqual(await data.decode(` ${JSON.stringify(mine)}\n`, NOW), mine);
  const first = { ...made({ answers: { q1: [[5, 1, "h"]] } }), version: 1 };
  assert.deepEqual((await data.decode(JSON.stringify(first), NOW)).answers, first.answers);
});

test("what cannot be imported is refused with a reason", async () => {
  const refused = [
    ["no code", /This is not saved progress/],
    ["", /This is not saved progress/],
    ["{oh no", /This is not saved progress/],
    ['{"version": 0}', /This is not saved progress/],
    ['{"version": 3}', /newer version/],
    [JSON.stringify(made({ resets: { "*": NOW + 3 * 86_400_000 } })), /a date that has not come yet \(resets, \*\)/],
    [(await data.encode(device(dice(3)))).slice(0, 40), /This is not saved progress/],
  ];
  for (const [text, why] of refused) await assert.rejects(data.decode(text, NOW), why);
});

test("an event follows all that is known, whatever the clock says", () => {
  const p = made({ answers: { q1: [[50, 1, "h"], [10, 1, "h", 90]] }, reviews: { q2: [[70, 3]] }, exams: { 95: exam(95) }, resets: { q3: 60, "*": 40 } });
  assert.equal(data.after(p, "q1", 20), 91);
  assert.equal(data.after(p, "q2", 20), 71);
  assert.equal(data.after(p, "q3", 20), 61);
  assert.equal(data.after(p, "new", 20), 41);
  assert.equal(data.after(p, "*", 20), 96);
  assert.equal(data.after(p, "*", 200), 200);
});

test("an exam that is over or forgotten is not under way", () => {
  const p = made({ running: { at: 9, exam: exam(5, { place: 0 }) } });
  assert.equal(data.underWay(p)?.at, 5);
  assert.equal(data.underWay({ ...p, exams: { 5: exam(5) } }), null);
  assert.equal(data.underWay({ ...p, resets: { "*": 5 } }), null);
});

test("the last answer counts, and only for the question as it was", () => {
  const p = made({ answers: { q1: [[5, 1, "h"], [6, 0, "h"]] } });
  assert.equal(data.stateOf(p, "q1", "h"), "wrong");
  assert.equal(data.stateOf(p, "q1", "other"), "changed");
  assert.equal(data.stateOf(p, "q2", "h"), "new");
});
