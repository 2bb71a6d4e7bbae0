/**
 * Filters and sorts a table. The table is complete without this script; the filters live in the
 * address (`?problem=regression&trains-on=cpu`), so that a choice can be shared.
 *
 * The element around the table names the columns to filter by in `data-filter` (headings, with
 * semicolons between them) and what its rows are in `data-counts`.
 */

/** @param {string} words @returns {string} the name of a filter in the address */
const slug = (words) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** @param {HTMLElement} cell @returns {string[]} the values that stand in a cell */
function values(cell) {
  const text = cell.textContent.trim();
  return text.startsWith("none") ? [] : text.split(/,\s*/).map((value) => value.replace(/\s*\(.*\)$/, "").trim());
}

/** @param {HTMLElement} root the element around the overview table */
export function start(root) {
  const table = root.querySelector("table");
  if (!table) return;
  const rows = /** @type {HTMLTableRowElement[]} */ ([...table.tBodies[0].rows]);
  const things = root.dataset.counts ?? "rows";
  const headings = [...(table.tHead?.rows[0].cells ?? [])];

  const filters = document.createElement("form");
  filters.className = "chooser-filters";
  filters.setAttribute("aria-label", `Filter the ${things}`);
  filters.addEventListener("submit", (event) => event.preventDefault());
  const count = document.createElement("p");
  count.className = "chooser-count";
  count.setAttribute("role", "status");

  /** @type {{select: HTMLSelectElement, column: number}[]} */
  const selects = [];
  for (const heading of (root.dataset.filter ?? "").split(";")) {
    const column = headings.findIndex((cell) => cell.textContent.trim() === heading);
    if (column < 0) continue;
    const known = [...new Set(rows.flatMap((row) => values(row.cells[column])))].sort();
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = slug(heading);
    select.append(new Option("any", ""), ...known.map((value) => new Option(value, slug(value))));
    label.append(heading, select);
    filters.append(label);
    selects.push({ select, column });
  }
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  filters.append(reset);

  /** Show the rows that fit every filter, and say how many there are. */
  function apply() {
    let shown = 0;
    for (const row of rows) {
      const fits = selects.every(({ select, column }) => !select.value || values(row.cells[column]).some((value) => slug(value) === select.value));
      row.hidden = !fits;
      shown += Number(fits);
    }
    count.textContent = shown === 0 ? `None of the ${things} fits all of these. Loosen one filter.` : `${shown} of ${rows.length} ${things}`;
  }

  /** Put the filters into the address without a new entry in the history. */
  function remember() {
    const url = new URL(location.href);
    for (const { select } of selects) {
      if (select.value) url.searchParams.set(select.name, select.value);
      else url.searchParams.delete(select.name);
    }
    history.replaceState(history.state, "", url);
  }

  filters.addEventListener("change", () => {
    apply();
    remember();
  });
  reset.addEventListener("click", () => {
    for (const { select } of selects) select.value = "";
    apply();
    remember();
  });

  for (const [column, cell] of headings.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of headings) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = new Intl.Collator("en", { numeric: true });
      rows.sort((a, b) => order.compare(a.cells[column].textContent, b.cells[column].textContent) * (down ? -1 : 1));
      table.tBodies[0].append(...rows);
    });
  }

  const asked = new URL(location.href).searchParams;
  for (const { select } of selects) {
    const value = asked.get(select.name) ?? "";
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  root.prepend(filters, count);
  apply();
}
