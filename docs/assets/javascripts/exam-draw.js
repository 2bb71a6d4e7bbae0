/** What a mock exam is made of, without a page: the draw, the clock, the score. */

/** @typedef {import("./progress-data.js").Asked} Asked */
/** @typedef {import("./progress-data.js").Exam} Exam */
/** @typedef {{id: string, code: string, questions: number, minutes: number, passing: number, kinds: string[], domains: {number: number, name: string, weight: number}[]}} Blueprint */

/**
 * Whole numbers that add up to `count`, shared out by weight (largest remainder).
 * @param {number} count @param {number[]} weights @returns {number[]}
 */
export function shares(count, weights) {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (count * weight) / sum);
  const whole = exact.map(Math.floor);
  const order = exact.map((value, i) => [value - whole[i], i]).sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of order.slice(0, count - whole.reduce((a, b) => a + b, 0))) whole[i] += 1;
  return whole;
}

/**
 * Draw the questions of an exam, of the kinds it has: each domain gets its share, the scarcest domain first; where one has
 * too few, the others fill up. Questions never seen come first.
 * @param {any[]} bank @param {Blueprint} blueprint @param {number} count @param {(id: string) => boolean} seen @param {() => number} [random] @returns {Asked[]}
 */
export function draw(bank, blueprint, count, seen, random = Math.random) {
  const mixed = bank
    .filter(({ kind }) => blueprint.kinds.includes(kind))
    .map((question) => ({ question, key: random() + (seen(question.id) ? 1 : 0) }))
    .sort((a, b) => a.key - b.key)
    .map(({ question }) => question);
  const fits = (/** @type {any} */ question, /** @type {number} */ domain) => (question.exams[blueprint.id] ?? []).some((/** @type {string} */ task) => Number(task.split(".")[0]) === domain);
  const wanted = shares(count, blueprint.domains.map(({ weight }) => weight));
  const pools = blueprint.domains.map(({ number }, i) => ({ number, want: wanted[i], pool: mixed.filter((question) => fits(question, number)) })).filter(({ want }) => want);
  pools.sort((a, b) => a.pool.length / a.want - b.pool.length / b.want);
  /** @type {Map<string, Asked>} */
  const drawn = new Map();
  const take = (/** @type {number} */ number, /** @type {any[]} */ pool, /** @type {number} */ want) => {
    for (const { id, hash } of pool.filter((question) => !drawn.has(question.id)).slice(0, want)) drawn.set(id, { id, hash, domain: number, given: null, right: false, flag: false });
  };
  for (const { number, pool, want } of pools) take(number, pool, want);
  for (const { number, pool } of pools) take(number, pool, count - drawn.size);
  return [...drawn.values()].map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/**
 * Say whether an answer that was kept can be put into the form of a question: it may be of another version
 * of the question, or have come with a file.
 * @param {any} question of the bank @param {Asked["given"]} given
 */
export function fits({ kind, options = [] }, given) {
  if (kind === "fill" || kind === "numeric") return typeof given === "string";
  if (!Array.isArray(given)) return false;
  const low = kind === "match" ? -1 : 0;
  const once = kind === "match" || new Set(given).size === given.length;
  return once && (kind === "choose" || given.length === options.length) && given.every((i) => Number.isInteger(i) && i >= low && i < options.length);
}

/** Hours, minutes and seconds. @param {number} ms */
export const clock = (ms) => {
  const [h, m, s] = [3600, 60, 1].map((unit, i) => Math.floor(Math.max(ms, 0) / 1000 / unit) % (i ? 60 : 1000));
  return `${h}:${String(m).padStart(2, "0")}:${String(s).padStart(2, "0")}`;
};

/** How many of some questions were right, in percent. @param {Asked[]} items */
export const percent = (items) => Math.round((100 * items.filter(({ right }) => right).length) / (items.length || 1));
