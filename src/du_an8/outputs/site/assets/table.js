// Sorting, filtering, scrolling to the choice. Without this script every table is whole and in its first order.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  const titles = [...table.tHead.rows[0].cells];
  titles.forEach((title, column) => {
    if ("fixed" in title.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title.textContent;
    title.replaceChildren(button);
    button.addEventListener("click", () => sort(table, titles, column));
  });
}

function sort(table, titles, column) {
  const title = titles[column];
  const rising = title.getAttribute("aria-sort") !== "ascending";
  for (const each of titles) each.removeAttribute("aria-sort");
  title.setAttribute("aria-sort", rising ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows].map((row) => [key(row.cells[column]), row]);
  rows.sort(([one], [other]) => compare(one, other, rising));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

function key(cell) {
  if (!("value" in cell.dataset)) return cell.classList.contains("n") ? "" : cell.textContent.trim();
  const number = Number(cell.dataset.value);
  return cell.dataset.value === "" || Number.isNaN(number) ? cell.dataset.value : number;
}

// What isn't known stands last, whichever way is sorted.
function compare(one, other, rising) {
  if (one === "" || other === "") return (one === "") - (other === "");
  const order = typeof one === "number" ? one - other : one.localeCompare(other, "vi");
  return rising ? order : -order;
}

for (const form of document.querySelectorAll("form[data-filters]")) {
  const rows = [...document.getElementById(form.dataset.filters).tBodies[0].rows];
  const [text, group, count] = ["input", "select", "output"].map((name) => form.querySelector(name));
  const filter = () => {
    const wanted = plain(text.value);
    for (const row of rows) {
      const named = plain(row.cells[0].textContent).includes(wanted);
      row.hidden = !named || (group.value !== "" && row.dataset.group !== group.value);
    }
    count.textContent = `${rows.filter((row) => !row.hidden).length} tỉnh`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(); // the browser may have kept what was typed before
}

// On a phone the choices of the map are one long row: what is chosen is in view, with the end of the one before it.
for (const chosen of document.querySelectorAll(".choice [aria-current]")) {
  const row = chosen.closest("ul");
  row.scrollLeft = chosen.offsetLeft - row.offsetLeft - row.clientWidth / 8;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}
