/**
 * Loads the module that an element of the page asks for with `data-script="name"`, on the first
 * page and after every instant navigation. The only script that every page carries.
 */

/** @typedef {{start: (element: HTMLElement) => void}} PageModule */

/** Start what the page in view asks for. */
async function start() {
  for (const element of document.querySelectorAll("[data-script]:not([data-started])")) {
    const name = element.getAttribute("data-script");
    if (!name || !/^[a-z-]+$/.test(name)) continue;
    element.setAttribute("data-started", "");
    /** @type {PageModule} */
    const module = await import(`./${name}.js`);
    module.start(/** @type {HTMLElement} */ (element));
  }
}

// Material tells of each page it has put in place; without it (an error, print) the first is all.
const pages = /** @type {any} */ (globalThis).document$;
if (pages) pages.subscribe(start);
else start();
