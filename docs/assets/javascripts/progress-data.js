/**
 * What a reader did, as plain data: what may be stored, how two devices are merged, how a saved file is
 * restored, and what follows from it. Nothing here touches the page, the storage or the clock.
 *
 * All of it is a set of dated events, so that devices can be merged in any order and any number of times
 * without a loss: unions of events, and the newest word where there can be only one. To forget is an
 * event too: it hides what is older. What a reader restores from a file after that carries the moment
 * at which it was restored, and is as old as that.
 */

/** @typedef {[at: number, right: 0 | 1, hash: string, restored?: number]} Answer  what was answered, when, to which version of a question */
/** @typedef {[at: number, rating: number, restored?: number]} Review  1 again to 4 easy; 0 takes back the review of that moment */
/** @typedef {{id: string, hash: string, domain: number, given: string | number[] | null, right: boolean, flag: boolean}} Asked  one question of an exam; `given` is null before an answer */
/** @typedef {{at: number, code: string, exam: string, ends: number, items: Asked[], ended?: number, restored?: number}} Exam  named by the moment it began */
/** @typedef {Exam & {place: number}} Running  a mock exam under way, and the question in view */
/**
 * @typedef {object} Progress
 * @property {2} version  1 is the same without what was restored
 * @property {Record<string, Answer[]>} answers  by question
 * @property {Record<string, Review[]>} reviews  by card
 * @property {Record<string, Exam>} exams  finished mock exams by the moment they began
 * @property {{at: number, exam: Running | null}} running  the mock exam under way, and when that was last changed
 * @property {Record<string, [at: number, value: any]>} settings
 * @property {Record<string, number>} resets  question or card, or "*" for all: forget what came before
 */

const VERSION = 2;
/** No event is later; a file from elsewhere may be ahead by a clock that is wrong, not by more. */
const LAST = Date.UTC(9999, 0);
const AHEAD = 86_400_000;
/** Where an answer or a review says when it was restored. */
const STAMP = { answers: 3, reviews: 2 };

/** @returns {Progress} */
export const empty = () => ({ version: VERSION, answers: {}, reviews: {}, exams: {}, running: { at: 0, exam: null }, settings: {}, resets: {} });

const isObject = (/** @type {any} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (/** @type {any} */ value) => typeof value === "string" && value.length <= 1000;
const isWhole = (/** @type {any} */ value, /** @type {number} */ low, /** @type {number} */ high) => Number.isInteger(value) && value >= low && value <= high;
const isBoolean = (/** @type {any} */ value) => typeof value === "boolean";
const isPlain = (/** @type {any} */ value) => value === null || isText(value) || Number.isFinite(value) || isBoolean(value);
const isListOf = (/** @type {any} */ value, /** @type {(one: any) => boolean} */ fits) => Array.isArray(value) && value.length <= 1000 && value.every(fits);
const isName = (/** @type {string} */ key) => /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,199}$/u.test(key) && !(key in {});

/** The values a setting can have; one that is not listed here may be anything plain. @type {Record<string, (value: any) => boolean>} */
const SETTINGS = {
  decks: (value) => isListOf(value, (one) => ["questions", "glossary", "numbers"].includes(one)),
  new: (value) => isWhole(value, 0, 999),
  retention: (value) => Number.isFinite(value) && value >= 0.7 && value <= 0.97,
};

/**
 * Take from a value what is progress, part by part. This is the one description of what may be stored.
 * @param {any} value @param {number} [latest] the latest moment that it may hold
 * @returns {{progress: Progress, faults: string[]}} the sound parts, and the names of those left out
 */
export function sift(value, latest = LAST) {
  /** @type {string[]} */
  const faults = [];
  const isMoment = (/** @type {any} */ at) => Number.isFinite(at) && at >= 0 && at <= latest;
  const isStamp = (/** @type {any} */ at) => at === undefined || isMoment(at);
  const isAnswer = (/** @type {any} */ e) => Array.isArray(e) && isMoment(e[0]) && isWhole(e[1], 0, 1) && isText(e[2]) && isStamp(e[3]) && e.length <= 4;
  const isReview = (/** @type {any} */ e) => Array.isArray(e) && isMoment(e[0]) && isWhole(e[1], 0, 4) && isStamp(e[2]) && e.length <= 3;
  const isGiven = (/** @type {any} */ given) => given === null || isText(given) || isListOf(given, (one) => isWhole(one, -1, 999));
  const isAsked = (/** @type {any} */ item) =>
    isObject(item) && isName(item.id) && isText(item.hash) && isWhole(item.domain, 0, 99) && isGiven(item.given) && isBoolean(item.right) && isBoolean(item.flag);
  const isExam = (/** @type {any} */ exam) =>
    isObject(exam) && [exam.at, exam.ends].every(isMoment) && [exam.ended, exam.restored].every(isStamp) && isText(exam.code) && isText(exam.exam) && isListOf(exam.items, isAsked);
  const isRunning = (/** @type {any} */ exam) => exam === null || (isExam(exam) && isWhole(exam.place, 0, 999));
  const isSetting = (/** @type {any} */ one, /** @type {string} */ name) =>
    Array.isArray(one) && one.length === 2 && isMoment(one[0]) && (SETTINGS[name] ?? ((/** @type {any} */ v) => isPlain(v) || isListOf(v, isPlain)))(one[1]);

  /** @param {string} name @param {(one: any, key: string) => any} sound what is sound of an entry; undefined if nothing is */
  const part = (name, sound) => {
    if (!isObject(value?.[name])) faults.push(name);
    const entries = Object.entries(isObject(value?.[name]) ? value[name] : {}).map(([key, one]) => [key, isName(key) || (name === "resets" && key === "*") ? sound(one, key) : undefined]);
    faults.push(...entries.filter(([, one]) => one === undefined).map(([key]) => `${name}, ${key}`));
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  };
  const events = (/** @type {string} */ name, /** @type {(event: any) => boolean} */ fits) =>
    part(name, (list, key) => {
      if (!Array.isArray(list)) return undefined;
      const sound = list.filter(fits);
      if (sound.length && sound.length < list.length) faults.push(`${name}, ${key}`);
      return sound.length || !list.length ? sound : undefined;
    });
  const only = (/** @type {(one: any, key: string) => boolean} */ fits) => (/** @type {any} */ one, /** @type {string} */ key) => (fits(one, key) ? one : undefined);

  const running = isObject(value?.running) && isMoment(value.running.at) && isRunning(value.running.exam);
  if (!running) faults.push("running");
  const progress = {
    version: /** @type {2} */ (VERSION),
    answers: events("answers", isAnswer),
    reviews: events("reviews", isReview),
    exams: part("exams", only((exam, key) => isExam(exam) && String(exam.at) === key)),
    running: running ? value.running : empty().running,
    settings: part("settings", only(isSetting)),
    resets: part("resets", only(isMoment)),
  };
  return { progress: merge(progress, empty()), faults };
}

/** Text of a value, the same whatever the order of its keys. @param {any} value @returns {string} */
export const stable = (value) => JSON.stringify(value, (_, inner) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));

/** @template T @param {Record<string, T>} a @param {Record<string, T>} b @param {(x: T, y: T) => T} join @returns {Record<string, T>} */
function joined(a, b, join) {
  const all = { ...a };
  for (const [key, value] of Object.entries(b)) all[key] = key in all ? join(all[key], value) : value;
  return Object.fromEntries(Object.entries(all).sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** The newer of two; of the same moment the greater by its text, as any fixed choice will do. @template T @param {T} a @param {T} b @param {(x: T) => number} at @returns {T} */
const newest = (a, b, at) => (at(a) === at(b) ? (stable(a) >= stable(b) ? a : b) : at(a) > at(b) ? a : b);

/** @param {any[][]} a @param {any[][]} b @param {number} stamp @returns {any[]} the events of both by date, each once, with its latest stamp */
function union(a, b, stamp) {
  const all = new Map();
  for (const event of [...a, ...b]) {
    const text = JSON.stringify(event.slice(0, stamp));
    all.set(text, all.has(text) ? newest(all.get(text), event, (e) => e[stamp] ?? 0) : event);
  }
  return [...all].sort(([x, a], [y, b]) => a[0] - b[0] || (x < y ? -1 : 1)).map(([, event]) => event);
}

/** Since when something is remembered. @param {Record<string, number>} resets @param {string} id */
const since = (resets, id) => Math.max(resets[id] ?? 0, resets["*"] ?? 0);
/** The moment that a reset must follow to hide an event. @param {any[]} event @param {number} stamp */
const age = (event, stamp) => Math.max(event[0], event[stamp] ?? 0);
const ageOfExam = (/** @type {Exam} */ exam) => Math.max(exam.at, exam.restored ?? 0);

/** Merge what two devices know. @param {Progress} a @param {Progress} b @returns {Progress} */
export function merge(a, b) {
  const resets = joined(a.resets, b.resets, Math.max);
  const lists = (/** @type {"answers" | "reviews"} */ kind) =>
    Object.fromEntries(
      Object.entries(joined(/** @type {Record<string, any[]>} */ (a[kind]), b[kind], (x, y) => [...x, ...y]))
        .map(([id, list]) => [id, union(list, [], STAMP[kind]).filter((event) => age(event, STAMP[kind]) > since(resets, id))])
        .filter(([, list]) => list.length),
    );
  return {
    version: VERSION,
    answers: lists("answers"),
    reviews: lists("reviews"),
    exams: Object.fromEntries(Object.entries(joined(a.exams, b.exams, (x, y) => newest(x, y, (exam) => exam.restored ?? 0))).filter(([, exam]) => ageOfExam(exam) > since(resets, "*"))),
    running: newest(a.running, b.running, (one) => one.at),
    settings: joined(a.settings, b.settings, (x, y) => newest(x, y, (one) => one[0])),
    resets,
  };
}

/** A moment that follows all that is known of a question or card, or of everything. @param {Progress} p @param {string} id or "*" @param {number} now */
export function after(p, id, now) {
  let last = since(p.resets, id);
  for (const kind of /** @type {const} */ (["answers", "reviews"]))
    for (const list of id === "*" ? Object.values(p[kind]) : [p[kind][id] ?? []]) for (const event of list) last = Math.max(last, age(event, STAMP[kind]));
  if (id === "*") for (const exam of [...Object.values(p.exams), ...(p.running.exam ? [p.running.exam] : [])]) last = Math.max(last, ageOfExam(exam));
  return Math.max(now, last + 1);
}

/** The mock exam under way, or null: one that is over or forgotten may still be running on a device that was not told. @param {Progress} p */
export const underWay = ({ running: { exam }, exams, resets }) => (exam && !(exam.at in exams) && exam.at > since(resets, "*") ? exam : null);

/** The reviews of a card that were not taken back, the oldest first. @param {Progress} p @param {string} id @returns {Review[]} */
export function reviewsOf(p, id) {
  const all = p.reviews[id] ?? [];
  const back = new Set(all.filter(([, rating]) => !rating).map(([at]) => at));
  return all.filter(([at, rating]) => rating && !back.has(at));
}

/** What the last answer to a question says. @param {Progress} p @param {string} id @param {string} hash of the question now @returns {"new" | "right" | "wrong" | "changed"} */
export function stateOf(p, id, hash) {
  const last = p.answers[id]?.at(-1);
  return !last ? "new" : last[2] !== hash ? "changed" : last[1] ? "right" : "wrong";
}

/** What a reader would count, each as a text of its own. @param {Progress} p @returns {Record<string, string[]>} */
const counted = (p) => ({
  answer: Object.entries(p.answers).flatMap(([id, list]) => list.map(([at, right, hash]) => `${id} ${at} ${right} ${hash}`)),
  review: Object.keys(p.reviews).flatMap((id) => reviewsOf(p, id).map(([at, rating]) => `${id} ${at} ${rating}`)),
  exam: Object.keys(p.exams),
  setting: Object.entries(p.settings).map(([name, [, value]]) => `${name} ${stable(value)}`),
});

/** @param {number} count @param {string} word @returns {string} */
const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/**
 * Merge what a reader saved into what is known; what was forgotten here since it was saved comes back.
 * @param {Progress} known @param {Progress} saved @param {number} now
 * @returns {{progress: Progress, told: string}} and what came in, in words
 */
export function restore(known, saved, now) {
  const merged = merge(known, saved);
  const at = Math.max(now, ...Object.values(merged.resets).map((reset) => reset + 1));
  /** @param {"answers" | "reviews"} kind @returns {any} */
  const revived = (kind) => {
    const stay = (/** @type {string} */ id, /** @type {any[]} */ event) => merged[kind][id]?.some((other) => event.slice(0, STAMP[kind]).every((part, i) => part === other[i]));
    return Object.fromEntries(Object.entries(saved[kind]).map(([id, list]) => [id, list.map((/** @type {any[]} */ event) => (stay(id, event) ? event : [...event.slice(0, STAMP[kind]), at]))]));
  };
  const exams = Object.fromEntries(Object.entries(saved.exams).map(([key, exam]) => [key, key in merged.exams ? exam : { ...exam, restored: at }]));
  const progress = merge(merged, { ...saved, answers: revived("answers"), reviews: revived("reviews"), exams });

  const [before, file, then] = [known, saved, progress].map(counted);
  const without = (/** @type {string[]} */ list, /** @type {string[]} */ other) => {
    const there = new Set(other);
    return list.filter((one) => !there.has(one)).length;
  };
  const came = Object.keys(before).flatMap((kind) => {
    const count = without(then[kind], before[kind]);
    return count ? [many(count, kind)] : [];
  });
  const kinds = ["answer", "review", "exam"];
  const all = kinds.reduce((sum, kind) => sum + file[kind].length, 0);
  const here = kinds.reduce((sum, kind) => sum + file[kind].length - without(file[kind], before[kind]), 0);
  const gone = kinds.reduce((sum, kind) => sum + without(before[kind], then[kind]), 0);
  const told = [
    came.length ? `${came.join(", ")} came in` : all ? "Nothing new came in" : "No answers, reviews or exams are in it",
    ...(here ? [`; ${here} ${here === 1 ? "was" : "were"} here already`] : []),
    ".",
    ...(gone ? [` ${gone} ${gone === 1 ? "was" : "were"} forgotten or taken back there, and now here too.`] : []),
  ].join("");
  return { progress, told };
}

/** @param {Blob} from @param {CompressionStream | DecompressionStream} through @returns {Response} */
const piped = (from, through) => new Response(from.stream().pipeThrough(/** @type {any} */ (through)));

/** Progress as a short text to paste on another device. @param {Progress} progress @returns {Promise<string>} */
export async function encode(progress) {
  const bytes = new Uint8Array(await piped(new Blob([JSON.stringify(progress)]), new CompressionStream("deflate-raw")).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * Read a saved file or a pasted code.
 * @param {string} text @param {number} now @returns {Promise<Progress>}
 * @throws {Error} that says in words why it cannot be used
 */
export async function decode(text, now) {
  let value;
  try {
    let json = text.trim();
    if (!json.startsWith("{")) {
      const bytes = Uint8Array.from(atob(json), (letter) => letter.charCodeAt(0));
      json = await piped(new Blob([bytes]), new DecompressionStream("deflate-raw")).text();
    }
    value = JSON.parse(json);
  } catch {
    value = null;
  }
  const refused = (/** @type {string} */ why) => new Error(`${why} Nothing was changed.`);
  if (isNewer(value)) throw refused("This was saved by a newer version of this site: load the page again, then try once more.");
  if (!isKnown(value)) throw refused("This is not saved progress: use the whole file or the whole code.");
  const { progress, faults } = sift(value, now + AHEAD);
  if (faults.length && !sift(value).faults.length) throw refused(`This holds a date that has not come yet (${faults[0]}): look at the clocks of both devices.`);
  if (faults.length) throw refused(`This is not sound: something is wrong with "${faults[0].slice(0, 80)}".`);
  return progress;
}

/** Say whether a value was written by a later version of this file. @param {any} value */
export const isNewer = (value) => value?.version > VERSION;
/** Say whether a value was written by this version of this file or an earlier one. @param {any} value */
export const isKnown = (value) => isObject(value) && isWhole(value.version, 1, VERSION);
