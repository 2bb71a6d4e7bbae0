import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "../../docs/assets/javascripts/kinds/parts.js";

const seeds = [...Array(3000).keys()].map((i) => `question ${i}`);
const counted = (/** @type {string[]} */ all) => all.reduce((sum, one) => sum.set(one, (sum.get(one) ?? 0) + 1), new Map());

test("the same seed gives the same order, of all there is", () => {
  for (const seed of seeds.slice(0, 50)) {
    assert.deepEqual(shuffled(6, seed), shuffled(6, seed));
    assert.deepEqual(shuffled(6, seed).sort(), [0, 1, 2, 3, 4, 5]);
  }
});

test("every order comes about as often as any other", () => {
  const seen = counted(seeds.map((seed) => shuffled(3, seed).join("")));
  assert.equal(seen.size, 6);
  for (const [order, times] of seen) assert.ok(times > 400 && times < 600, `${order}: ${times} of 3000`);
});

test("the next attempt has another order, mostly", () => {
  const same = seeds.filter((seed) => shuffled(5, `${seed} 0`).join() === shuffled(5, `${seed} 1`).join());
  assert.ok(same.length < 60, `${same.length} of 3000`);
});

test("where the order is the answer, it never comes, and every other order does", () => {
  const seen = counted(seeds.map((seed) => shuffled(3, seed, { isAnswer: true }).join("")));
  assert.deepEqual([...seen.keys()].sort(), ["021", "102", "120", "201", "210"]);
  for (const [order, times] of seen) assert.ok(times > 480 && times < 720, `${order}: ${times} of 3000`);
  for (const seed of seeds) assert.deepEqual(shuffled(2, seed, { isAnswer: true }), [1, 0]);
});

test("nothing and one alone are no trouble", () => {
  assert.deepEqual(shuffled(0, "a", { isAnswer: true }), []);
  assert.deepEqual(shuffled(1, "a", { isAnswer: true }), [0]);
});
