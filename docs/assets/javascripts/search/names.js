/** Names as the build publishes them (hooks/search/index.py), and which of them a word is in. */

/** @typedef {import("search").Names} Names */
/** @typedef {import("./query.js").Way} Way */

/**
 * Numbers from their steps in base 26: a small letter ends each, the digits before it are capitals.
 * @param {string} steps @returns {number[]}
 */
export function numbers(steps) {
  const found = [];
  let [number, step] = [0, 0];
  for (let at = 0; at < steps.length; at++) {
    const code = steps.charCodeAt(at);
    step = step * 26 + (code < 97 ? code - 65 : code - 97);
    if (code < 97) continue;
    found.push((number += step));
    step = 0;
  }
  return found;
}

/** Names as they are searched: by word the numbers of the names it is in. */
export class Named {
  /** @param {Names} names */
  constructor(names) {
    this.words = names.words.split(" ");
    this.written = names.written;
    const found = names.found.split(" ");
    /** @type {Map<string, string>} by word, as it came: most words are never asked for */
    this.steps = new Map(this.words.map((word, i) => [word, found[i]]));
    /** By name: the entry it belongs to. */
    this.entries = new Int32Array(names.counts.reduce((sum, count) => sum + count, 0));
    let name = 0;
    names.counts.forEach((count, entry) => this.entries.fill(entry, name, (name += count)));
    /** @type {Float64Array} by name: the rarities of its words together */
    this.rarities = new Float64Array(this.entries.length);
  }

  /** The names that a word is in. @param {string} word @returns {number[]} */
  found(word) {
    return numbers(this.steps.get(word) ?? "");
  }

  /** @param {(word: string) => number} rarity */
  weigh(rarity) {
    this.rarities.fill(0);
    for (const word of this.words.slice(0, this.written)) { // a name written as one word has its parts already
      const weight = rarity(word);
      for (const name of this.found(word)) this.rarities[name] += weight;
    }
  }

  /** The names that meet a way, each with how well. @param {Way} way @param {(word: string) => [string, number][]} forms @returns {Map<number, number>} */
  meeting(way, forms) {
    if (way.words) {
      /** @type {Map<number, number>} */
      const met = new Map();
      for (const [word, fit] of way.words) for (const number of this.found(word)) met.set(number, Math.max(met.get(number) ?? 0, fit));
      return met;
    }
    const [first, ...rest] = way.both.map((word) => this.meeting({ words: forms(word), weight: 1 }, forms));
    return new Map([...first].filter(([number]) => rest.every((other) => other.has(number))));
  }
}
