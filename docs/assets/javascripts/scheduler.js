/**
 * When a card is due again: FSRS-6, https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 *
 * The parameters are the published defaults. The tests hold this file against the Python package
 * `fsrs` by the authors of the algorithm. No chance is added to the intervals, so that a history of
 * reviews always gives the same state, on every device.
 */

const W = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542];
const DECAY = -W[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const LEARNING = [1 * MINUTE, 10 * MINUTE];
const RELEARNING = [10 * MINUTE];
const LONGEST = 36_500;

/**
 * @typedef {object} Memory
 * @property {"learning" | "review" | "relearning"} state
 * @property {number} step  place in the steps of (re)learning
 * @property {number} stability  days until the chance to recall falls to 90%
 * @property {number} difficulty  1 easy to 10 hard
 * @property {number} due  milliseconds since 1970
 * @property {number} last  when it was reviewed last
 */

const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => Math.min(Math.max(value, low), high);
const startDifficulty = (/** @type {number} */ rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;

/** The chance to recall a card after some whole days. @param {number} days @param {number} stability */
const recall = (days, stability) => (1 + (FACTOR * days) / stability) ** DECAY;

/** Whole days until the chance to recall falls to the wanted retention. @param {number} stability @param {number} retention */
function interval(stability, retention) {
  const days = (stability / FACTOR) * (retention ** (1 / DECAY) - 1);
  const even = Math.abs(days % 1) === 0.5 ? 2 * Math.round(days / 2) : Math.round(days); // Python rounds halves to even
  return clamp(even, 1, LONGEST);
}

/** @param {number} difficulty @param {number} rating */
function nextDifficulty(difficulty, rating) {
  const moved = difficulty + ((10 - difficulty) * -W[6] * (rating - 3)) / 9;
  return clamp(W[7] * startDifficulty(4) + (1 - W[7]) * moved, 1, 10);
}

/** @param {Memory} memory @param {number} rating @param {number} days whole days since the last review */
function nextStability({ stability: s, difficulty: d }, rating, days) {
  if (days < 1) {
    const growth = Math.exp(W[17] * (rating - 3 + W[18])) * s ** -W[19];
    return Math.max(s * (rating === 1 ? growth : Math.max(growth, 1)), 0.001);
  }
  const r = recall(days, s);
  if (rating === 1) {
    const forgotten = W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * Math.exp((1 - r) * W[14]);
    return Math.max(Math.min(forgotten, s / Math.exp(W[17] * W[18])), 0.001);
  }
  const bonus = rating === 2 ? W[15] : rating === 4 ? W[16] : 1;
  return Math.max(s * (1 + Math.exp(W[8]) * (11 - d) * s ** -W[9] * (Math.exp((1 - r) * W[10]) - 1) * bonus), 0.001);
}

/**
 * The memory of a card after one more review.
 * @param {Memory | null} memory null before the first review
 * @param {number} rating 1 again, 2 hard, 3 good, 4 easy
 * @param {number} at milliseconds since 1970
 * @param {number} retention wanted chance to recall, such as 0.9
 * @returns {Memory}
 */
export function review(memory, rating, at, retention) {
  const { state, step } = memory ?? { state: /** @type {const} */ ("learning"), step: 0 };
  const stability = memory ? nextStability(memory, rating, Math.max(Math.floor((at - memory.last) / DAY), 0)) : Math.max(W[rating - 1], 0.001);
  const difficulty = memory ? nextDifficulty(memory.difficulty, rating) : clamp(startDifficulty(rating), 1, 10);
  const kept = { stability, difficulty, last: at };
  const learned = { ...kept, state: /** @type {const} */ ("review"), step: 0, due: at + interval(stability, retention) * DAY };
  if (state === "review") return rating === 1 ? { ...kept, state: "relearning", step: 0, due: at + RELEARNING[0] } : learned;
  const steps = state === "learning" ? LEARNING : RELEARNING;
  if (rating === 1) return { ...kept, state, step: 0, due: at + steps[0] };
  if (rating === 2) {
    const wait = step > 0 ? steps[step] : steps.length > 1 ? (steps[0] + steps[1]) / 2 : steps[0] * 1.5;
    return { ...kept, state, step, due: at + wait };
  }
  return rating === 4 || step + 1 >= steps.length ? learned : { ...kept, state, step: step + 1, due: at + steps[step + 1] };
}

/** The memory that a history of reviews leaves, or null. @param {[at: number, rating: number][]} history @param {number} retention @returns {Memory | null} */
export function remember(history, retention) {
  /** @type {Memory | null} */
  let memory = null;
  for (const [at, rating] of history) memory = review(memory, rating, at, retention);
  return memory;
}
