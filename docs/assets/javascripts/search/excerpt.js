/** The part of a text that says the most of what was looked for, and its words marked. */

import { parted, stem } from "./words.js";

const WRITTEN = /[\p{L}\p{N}]+(?:[-_./:'’+&#@]+[\p{L}\p{N}]+)*/gu;
/** Letters of an excerpt: two lines on a phone. */
const LONG = 140;

/** @typedef {{text: string, at: number, hit: string}} Word  a word of a text, where it is, and the stem by which it was found */

/** The words of a text with those that were looked for. @param {string} text @param {Set<string>} stems @returns {Word[]} */
function read(text, stems) {
  return [...text.matchAll(WRITTEN)].map((match) => {
    const parts = parted(match[0]).flat();
    const hit = [parts.join(""), ...parts].map(stem).find((one) => stems.has(one));
    return { text: match[0], at: match.index, hit: hit ?? "" };
  });
}

/** A text in pieces, every second of which is marked. @param {string} text @param {Set<string>} stems @returns {string[]} */
export function marked(text, stems) {
  /** @type {string[]} */
  const pieces = [];
  let at = 0;
  for (const word of read(text, stems).filter(({ hit }) => hit)) {
    pieces.push(text.slice(at, word.at), word.text);
    at = word.at + word.text.length;
  }
  return [...pieces, text.slice(at)];
}

/**
 * The excerpt with the most different words of those looked for, from the beginning of a sentence where one is near.
 * @param {string} text @param {Set<string>} stems @returns {string}
 */
export function excerpt(text, stems) {
  const all = read(text, stems);
  let [best, begin] = [-1, 0];
  for (let first = 0; first < all.length; first++) {
    if (first && !all[first].hit) continue;
    const hits = new Set();
    for (let last = first; last < all.length && all[last].at - all[first].at < LONG - 20; last++) if (all[last].hit) hits.add(all[last].hit);
    if (hits.size > best) [best, begin] = [hits.size, all[first].at];
  }
  const sentence = Math.max(text.lastIndexOf(". ", begin), text.lastIndexOf("? ", begin), text.lastIndexOf(": ", begin)) + 2;
  const start = begin - sentence < 60 && sentence > 1 ? sentence : begin < 60 ? 0 : text.lastIndexOf(" ", begin - 30) + 1;
  const end = start + LONG >= text.length ? text.length : Math.max(start + LONG / 2, text.lastIndexOf(" ", start + LONG));
  return `${start && sentence !== start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}
