/** All words that the search knows: their forms, their beginnings, and those that are nearly spelt like another. */

import { apart, stem } from "./words.js";

/** From so many letters on a word may be off by two. */
const LONG = 8;

/** The letters of a word, a bit for each. @param {string} word */
function bits(word) {
  let found = 0;
  for (let at = 0; at < word.length; at++) found |= 1 << (word.charCodeAt(at) & 31);
  return found;
}

/** How many bits are set. @param {number} bits */
function count(bits) {
  let found = 0;
  for (let left = bits; left; left &= left - 1) found++;
  return found;
}

export class Lexicon {
  constructor() {
    /** @type {string[]} in alphabetical order */
    this.words = [];
    /** @type {Map<string, string[]>} */
    this.stems = new Map();
    /** @type {Map<string, string>} each word with its stem */
    this.known = new Map();
    /** @type {Map<string, number>} each word with its letters as bits */
    this.letters = new Map();
  }

  /** @param {string[]} words */
  add(words) {
    for (const word of words) {
      if (this.known.has(word)) continue;
      const common = stem(word);
      this.known.set(word, common);
      this.words.push(word);
      const forms = this.stems.get(common);
      if (forms) forms.push(word);
      else this.stems.set(common, [word]);
    }
    this.words.sort();
  }

  /** @param {string} word @returns {string} */
  stem(word) {
    return this.known.get(word) ?? stem(word);
  }

  /** All forms of a word that are known, none for an unknown one. @param {string} word @returns {string[]} */
  forms(word) {
    return this.stems.get(this.stem(word)) ?? [];
  }

  /** The words that begin so, the word itself and its forms left out. @param {string} start @returns {string[]} */
  beginning(start) {
    let low = 0;
    for (let high = this.words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    const common = this.stem(start);
    for (; this.words[low]?.startsWith(start); low++) if (this.stem(this.words[low]) !== common) found.push(this.words[low]);
    return found;
  }

  /** What may have been meant by an unknown word: the nearest words, an equal first letter before another. @param {string} word @returns {string[]} */
  near(word) {
    const most = word.length < 3 ? 0 : word.length < LONG ? 1 : 2;
    /** @type {string[]} */
    let found = [];
    let best = most + 1;
    if (!most || /^\d+$/.test(word)) return found;
    const letters = bits(word);
    for (const other of this.words) {
      if (Math.abs(other.length - word.length) > most) continue;
      let its = this.letters.get(other);
      if (its === undefined) this.letters.set(other, (its = bits(other)));
      if (count(its ^ letters) > 2 * most) continue; // too many other letters: no need to look closer
      const far = apart(word, other, most) + (other[0] === word[0] ? 0 : 0.5);
      if (far < best) [best, found] = [far, []];
      if (far === best && far <= most + 0.5) found.push(other);
    }
    return found;
  }

  /** Two known words that were written as one, or none. @param {string} word @returns {string[]} */
  halves(word) {
    for (let at = 3; at <= word.length - 3; at++) {
      const both = [word.slice(0, at), word.slice(at)];
      if (both.every((half) => this.forms(half).length)) return both;
    }
    return [];
  }
}
