/**
 * The one owner of what the reader has done: answers, reviews, mock exams, settings. It lives in the
 * browser's storage and nowhere else.
 *
 * All of it is a set of dated events, so that two devices can be merged in any order and any number of
 * times without a loss: unions of events, and the newest word where there can be only one.
 */

/** @typedef {[at: number, right: 0 | 1, hash: string]} Answer  what was answered, when, to which version of a question */
/** @typedef {[at: number, rating: number]} Review  1 again to 4 easy; 0 takes back the review of that moment */
/**
 * @typedef {object} Progress
 * @property {1} version
 * @property {Record<string, Answer[]>} answers  by question
 * @property {Record<string, Review[]>} reviews  by card
 * @property {Record<string, any>} exams  finished mock exams by the moment they began
 * @property {{at: number, exam: any}} running  the mock exam under way, or null
 * @property {Record<string, [at: number, value: any]>} settings
 * @property {Record<string, number>} resets  question or card, or "*" for all: forget what came before
 */

/** Root of the site: several sites may share a host. */
export const root = new URL("../../", import.meta.url);
const KEY = `progress:${root.pathname}`;

/** @returns {Progress} */
const empty = () => ({ version: 1, answers: {}, reviews: {}, exams: {}, running: { at: 0, exam: null }, settings: {}, resets: {} });

const isObject = (/** @type {any} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isEvents = (/** @type {any} */ value, /** @type {number} */ length) =>
  isObject(value) && Object.values(value).every((list) => Array.isArray(list) && list.every((event) => Array.isArray(event) && event.length === length && Number.isFinite(event[0])));

/** Say whether a value is progress of this version. @param {any} value @returns {value is Progress} */
export const isSound = (value) =>
  isObject(value) &&
  value.version === 1 &&
  isEvents(value.answers, 3) &&
  isEvents(value.reviews, 2) &&
  isObject(value.exams) &&
  Object.values(value.exams).every((exam) => isObject(exam) && Array.isArray(exam.items)) &&
  isObject(value.running) &&
  Number.isFinite(value.running.at) &&
  (value.running.exam === null || Array.isArray(value.running.exam?.items)) &&
  isObject(value.settings) &&
  Object.values(value.settings).every((setting) => Array.isArray(setting) && Number.isFinite(setting[0])) &&
  isObject(value.resets) &&
  Object.values(value.resets).every(Number.isFinite);

/** Text of a value, the same whatever the order of its keys. @param {any} value @returns {string} */
const stable = (value) => JSON.stringify(value, (_, inner) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));

/** @template T @param {Record<string, T>} a @param {Record<string, T>} b @param {(x: T, y: T) => T} join @returns {Record<string, T>} */
function joined(a, b, join) {
  const all = { ...a };
  for (const [key, value] of Object.entries(b)) all[key] = key in all ? join(all[key], value) : value;
  return Object.fromEntries(Object.entries(all).sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** @template T @param {T} a @param {T} b @returns {T} the greater of two by its text: any fixed choice will do */
const either = (a, b) => (stable(a) >= stable(b) ? a : b);
const newest = (/** @type {any} */ a, /** @type {any} */ b, /** @type {(x: any) => number} */ at) => (at(a) === at(b) ? either(a, b) : at(a) > at(b) ? a : b);
const union = (/** @type {any[]} */ a, /** @type {any[]} */ b) =>
  [...new Map([...a, ...b].map((event) => [stable(event), event])).entries()].sort(([x, a], [y, b]) => a[0] - b[0] || (x < y ? -1 : 1)).map(([, event]) => event);

/** Merge what two devices know. @param {Progress} a @param {Progress} b @returns {Progress} */
export function merge(a, b) {
  const resets = joined(a.resets, b.resets, Math.max);
  const since = (/** @type {string} */ id) => Math.max(resets[id] ?? 0, resets["*"] ?? 0);
  const kept = (/** @type {Record<string, any[]>} */ lists) =>
    Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, list.filter((event) => event[0] > since(id))]).filter(([, list]) => list.length));
  const exams = joined(a.exams, b.exams, either);
  const running = newest(a.running, b.running, (one) => one.at);
  return {
    version: 1,
    answers: kept(joined(a.answers, b.answers, union)),
    reviews: kept(joined(a.reviews, b.reviews, union)),
    exams: Object.fromEntries(Object.entries(exams).filter(([at]) => Number(at) > since("*"))),
    running: running.exam && (running.exam.at in exams || running.exam.at <= since("*")) ? { at: running.at, exam: null } : running,
    settings: joined(a.settings, b.settings, (x, y) => newest(x, y, (one) => one[0])),
    resets,
  };
}

/** What keeps progress from being kept, in words; "" when all is well. */
export let trouble = "";
/** @type {Progress} */
let known = empty();
let asked = false;

/** Take in what the storage holds, and return it; what cannot be read is put aside under a name of its own, never deleted. */
function load() {
  let text = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    trouble = "This browser keeps nothing for this site, so your progress ends with this visit.";
  }
  if (!text) return null;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (isSound(value)) {
    known = merge(known, value);
    return value;
  }
  if (value?.version > 1) trouble = "Your progress was written by a newer version of this site. It is left as it is; what you do now ends with this visit.";
  else {
    try {
      localStorage.setItem(`${KEY}:aside:${Date.now()}`, text);
      localStorage.removeItem(KEY);
      trouble = "Your progress could not be read. It was set aside and a new record begun; you can save the old one on the practice page.";
    } catch {
      trouble = "Your progress could not be read, and there is no room to set it aside. What you do now ends with this visit.";
    }
  }
  return null;
}

// Another tab may write before it has seen what this one has just kept: the two are put together again.
addEventListener("storage", ({ key }) => {
  const there = key === KEY && load();
  if (there && stable(there) !== stable(known)) keep(() => {});
});

/** Change what is known and keep it, together with what another tab kept meanwhile. @param {(progress: Progress) => void} change */
function keep(change) {
  load();
  change(known);
  known = merge(known, empty());
  if (trouble.includes("ends with this visit")) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
    if (!asked) navigator.storage?.persist?.().catch(() => {});
    asked = true;
  } catch {
    trouble = "The browser's storage for this site is full, so what you do now ends with this visit. Save your progress as a file on the practice page.";
  }
}

/** @returns {Progress} what is known now */
export function progress() {
  load();
  return known;
}

/** A moment later than every event of a list, so that no two share one. @param {any[][]} [list] */
const moment = (list) => Math.max(Date.now(), ...(list ?? []).map((event) => event[0] + 1));

/** @param {string} id @param {boolean} right @param {string} hash */
export const answered = (id, right, hash) => keep((p) => void (p.answers[id] ??= []).push([moment(p.answers[id]), right ? 1 : 0, hash]));

/** @param {string} id @param {number} rating @param {number} [at] */
export const reviewed = (id, rating, at) => keep((p) => void (p.reviews[id] ??= []).push([at ?? moment(p.reviews[id]), rating]));

/** The reviews of a card that were not taken back, the oldest first. @param {string} id @param {Progress} [p] @returns {Review[]} */
export function reviewsOf(id, p = known) {
  const all = p.reviews[id] ?? [];
  const back = new Set(all.filter(([, rating]) => !rating).map(([at]) => at));
  return all.filter(([at, rating]) => rating && !back.has(at));
}

/** @param {any} exam the mock exam under way, or null */
export const examRunning = (exam) => keep((p) => (p.running = { at: moment([[p.running.at]]), exam }));

/** @param {any} exam */
export const examEnded = (exam) =>
  keep((p) => {
    p.exams[exam.at] = exam;
    p.running = { at: moment([[p.running.at]]), exam: null };
  });

/** @param {string} name @param {any} value */
export const set = (name, value) => keep((p) => (p.settings[name] = [moment([p.settings[name] ?? [0]]), value]));

/** @template T @param {string} name @param {T} otherwise @returns {T} */
export const setting = (name, otherwise) => known.settings[name]?.[1] ?? otherwise;

/** Forget answers and reviews of some questions or cards, or of all with "*". @param {string[]} ids */
export const reset = (ids) =>
  keep((p) => {
    for (const id of ids) p.resets[id] = moment([...(p.answers[id] ?? []), ...(p.reviews[id] ?? [])]);
  });

/** What the last answer to a question says. @param {string} id @param {string} hash @returns {"new" | "right" | "wrong" | "changed"} */
export function stateOf(id, hash) {
  const last = known.answers[id]?.at(-1);
  return !last ? "new" : last[2] !== hash ? "changed" : last[1] ? "right" : "wrong";
}

/** @param {ReadableStream | Blob} from @param {any} through @returns {Promise<Response>} */
const piped = async (from, through) => new Response((from instanceof Blob ? from.stream() : from).pipeThrough(through));

/** All progress as a short text to paste on another device. @returns {Promise<string>} */
export async function asCode() {
  const bytes = new Uint8Array(await (await piped(new Blob([JSON.stringify(progress())]), new CompressionStream("deflate-raw"))).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Merge a saved file or a pasted code into what is known. @param {string} text @throws {Error} when it is neither */
export async function takeIn(text) {
  let json = text.trim();
  try {
    if (!json.startsWith("{")) {
      const bytes = Uint8Array.from(atob(json), (letter) => letter.charCodeAt(0));
      json = await (await piped(new Blob([bytes]), new DecompressionStream("deflate-raw"))).text();
    }
    const value = JSON.parse(json);
    if (!isSound(value)) throw new Error();
    keep((p) => Object.assign(p, merge(p, value)));
  } catch {
    throw new Error("This is not saved progress: use the whole file or the whole code. Nothing was changed.");
  }
}

/** What was put aside because it could not be read, by name. @returns {[string, string][]} */
export function aside() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(`${KEY}:aside:`))
      .map((key) => [key, localStorage.getItem(key) ?? ""]);
  } catch {
    return [];
  }
}

load();
