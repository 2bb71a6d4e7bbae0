/**
 * Marks what was searched for in the section that a result leads to (`?h=`), calmly: with the browser's own highlights,
 * which change nothing in the page, and only until the reader goes on. Without them the page is as it is.
 */

import { parted, stem } from "./search/words.js";

const WRITTEN = /[\p{L}\p{N}]+(?:[-_./:'’+&#@]+[\p{L}\p{N}]+)*/gu;
const NAME = "searched";
/** Of each word so many at most: a page full of marks marks nothing. */
const MOST = 10;

/** A heading with the blocks below it, to the next heading. @param {Element} heading @returns {Element[]} */
function section(heading) {
  const found = [heading];
  for (let next = heading.nextElementSibling; next && !/^H[1-6]$/.test(next.tagName); next = next.nextElementSibling) found.push(next);
  return found;
}

/** @param {Element} element @returns {Iterable<Text>} the texts that a reader sees there */
function* texts(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    if (!text.parentElement?.closest("script, style, svg, .headerlink, .quiz-answered, .term-meaning")) yield text;
  }
}

/** Mark the words of the address in the section it names, and take them out of the address. */
export function show() {
  const url = new URL(location.href);
  const query = url.searchParams.get("h") ?? "";
  url.searchParams.delete("h");
  history.replaceState(history.state, "", url);
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(NAME);
  const target = (url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)))) || document.querySelector("article h1");
  if (!target) return;
  const stems = new Set(parted(query).flatMap((parts) => [...parts, parts.join("")].filter((part) => part.length > 2 || /\d/.test(part) || parts.length === 1)).map(stem));
  /** @type {Map<string, Range[]>} */
  const found = new Map();
  for (const part of /^H[1-6]$/.test(target.tagName) ? section(target) : [target]) {
    for (const text of texts(part)) {
      for (const match of text.data.matchAll(WRITTEN)) {
        const parts = parted(match[0]).flat();
        const hit = [parts.join(""), ...parts].map(stem).find((one) => stems.has(one));
        if (!hit) continue;
        const range = new Range();
        range.setStart(text, match.index);
        range.setEnd(text, match.index + match[0].length);
        found.set(hit, [...(found.get(hit) ?? []), range]);
      }
    }
  }
  const ranges = [...found.values()].flatMap((some) => some.slice(0, MOST));
  if (ranges.length) CSS.highlights.set(NAME, new Highlight(...ranges));
}
