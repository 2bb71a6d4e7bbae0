/** The draw, the clock and the score of a mock exam. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, draw, fits, percent, shares } from "../../docs/assets/javascripts/exam-draw.js";

const question = (id, ...tasks) => ({ id, kind: "choose", hash: `h-${id}`, exams: { exam: tasks } });
const many = (count, name, task) => Array.from({ length: count }, (_, i) => question(`${name}${i}`, task));
const blueprint = (...weights) => ({ id: "exam", code: "E", questions: 65, minutes: 130, passing: 720, kinds: ["choose"], domains: weights.map((weight, i) => ({ number: i + 1, name: "", weight })) });
const counted = (items) => items.reduce((sum, { domain }) => ({ ...sum, [domain]: (sum[domain] ?? 0) + 1 }), {});
const never = () => false;

test("shares add up and stay within one of the exact share", () => {
  for (let count = 1; count < 90; count++)
    for (const weights of [[28, 26, 22, 24], [20, 24, 36, 20], [1, 1, 1], [100], [0, 7, 3]]) {
      const whole = shares(count, weights);
      const sum = weights.reduce((a, b) => a + b);
      assert.equal(whole.reduce((a, b) => a + b), count);
      whole.forEach((share, i) => assert.ok(Math.abs(share - (count * weights[i]) / sum) < 1));
    }
  assert.deepEqual(shares(10, [1, 1, 1]), [4, 3, 3]);
});

test("each domain gets its share, no question twice", () => {
  const bank = [...many(40, "a", "1.1"), ...many(40, "b", "2.3"), ...many(9, "c", "10.1"), question("other", "3.1")];
  const items = draw(bank, blueprint(60, 40), 20, never);
  assert.deepEqual(counted(items), { 1: 12, 2: 8 });
  assert.equal(new Set(items.map(({ id }) => id)).size, 20);
  assert.deepEqual(items[0], { id: items[0].id, hash: `h-${items[0].id}`, domain: items[0].domain, given: null, right: false, flag: false });
});

test("a question of two domains goes to the scarcer one, and the others fill up", () => {
  const bank = [...many(30, "a", "1.1"), question("both", "1.2", "2.1"), question("b", "2.1")];
  assert.deepEqual(counted(draw(bank, blueprint(50, 50), 4, never)), { 1: 2, 2: 2 });
  assert.deepEqual(counted(draw(bank, blueprint(50, 50), 20, never)), { 1: 18, 2: 2 });
  assert.equal(draw(bank, blueprint(50, 50), 65, never).length, 32);
  const first = [bank[30], ...bank.slice(0, 30), bank[31]]; // the question of both is the first that either domain would take
  assert.deepEqual(counted(draw(first, blueprint(50, 50), 4, never, () => 0.5)), { 1: 2, 2: 2 });
});

test("only kinds that the exam has are drawn", () => {
  const bank = [...many(9, "a", "1.1"), { ...question("order", "1.1"), kind: "order" }, { ...question("fill", "1.1"), kind: "fill" }];
  const kinds = (asked) => new Set(draw(bank, { ...blueprint(100), kinds: asked }, 20, never).map(({ id }) => id.replace(/\d/, "")));
  assert.deepEqual(kinds(["choose"]), new Set(["a"]));
  assert.deepEqual([...kinds(["choose", "order"])].sort(), ["a", "order"]);
});

test("questions never seen come first", () => {
  const bank = many(30, "a", "1.1");
  const items = draw(bank, blueprint(100), 10, (id) => Number(id.slice(1)) < 21);
  assert.equal(items.filter(({ id }) => Number(id.slice(1)) >= 21).length, 9);
});

test("the draw depends on chance", () => {
  const bank = many(30, "a", "1.1");
  const ids = () => draw(bank, blueprint(100), 10, never).map(({ id }) => id).join();
  assert.ok(new Set([ids(), ids(), ids()]).size > 1);
});

test("an answer is put only into a form that it fits", () => {
  const options = [{}, {}, {}];
  const all = { "[]": "c", "[0]": "c", "[2,0]": "c", "[0,0]": "", "[3]": "", "[-1]": "", "[0.5]": "", "[2,1,0]": "com", "[0,1,1]": "m", "[0,-1,2]": "m", "[0,1,2,3]": "", '"63"': "fn", "null": "", "5": "" };
  for (const [given, kinds] of Object.entries(all))
    for (const kind of ["choose", "order", "match", "fill", "numeric"]) assert.equal(fits(kind === "fill" || kind === "numeric" ? { kind } : { kind, options }, JSON.parse(given)), kinds.includes(kind[0]), `${kind} ${given}`);
});

test("the clock shows hours, minutes and seconds, and never less than nothing", () => {
  assert.deepEqual([7_800_000, 59_999, -5].map(clock), ["2:10:00", "0:00:59", "0:00:00"]);
});

test("the score is a share of all questions", () => {
  assert.equal(percent([{ right: true }, { right: false }, { right: false }]), 33);
  assert.equal(percent([]), 0);
});
