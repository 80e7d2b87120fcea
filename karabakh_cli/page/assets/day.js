// A day: the map and the tables as they were on it.

const aDay = {
  start(section) {
    const form = section.querySelector("form");
    const { slide, day } = form.elements;
    const marks = page.data("day");
    const [first, last] = [day.min, day.max];
    const rows = [...section.querySelectorAll("tr[data-runs]")].map((row) => ({
      row,
      runs: row.dataset.runs.split(";").map((run) => run.split(" ")),
      sure: row.querySelector(".sure"),
    }));
    const turns = [...new Set(Object.values(marks).flatMap((of) => of.map(([since]) => since)))].sort();
    const draw = () => {
      const on = day.value;
      for (const [id, of] of Object.entries(marks)) aDay.mark(id, of, on);
      for (const { row, runs, sure } of rows) {
        const run = runs.find(([begin, end]) => begin <= on && on <= end);
        row.hidden = !run;
        if (run) [sure.textContent, row.className] = [run[2].replace("-", " "), run[2]];
      }
      slide.value = days.number(on) - days.number(first);
      slide.setAttribute("aria-valuetext", on);
      const changing = rows.filter(({ row }) => !row.hidden && row.className === "changing").length;
      form.querySelector("output").textContent = `${on}${changing ? `, ${changing} changing` : ""}`;
      aDay.around(section, on);
    };
    const go = (to) => {
      if (to && to >= first && to <= last) day.value = to;
      draw();
    };
    slide.addEventListener("input", () => go(days.moved(first, +slide.value)));
    day.addEventListener("input", () => day.value && go(day.value));
    form.elements.before.addEventListener("click", () => go(turns.findLast((turn) => turn < day.value)));
    form.elements.after.addEventListener("click", () => go(turns.find((turn) => turn > day.value)));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const each of section.querySelectorAll(".sure")) each.hidden = false;
    form.hidden = false;
    return go;
  },

  // Give a place the mark that stands at it on a day.
  mark(id, of, on) {
    const place = document.getElementById(`at.${id}`);
    const [, letter, look, words] = of.findLast(([since]) => since <= on) ?? ["", "", "unknown", ""];
    if (!place) return;
    place.setAttribute("class", `place ${look}`);
    place.querySelector(".letter").textContent = letter;
    const title = place.querySelector("title");
    title.textContent = `${title.textContent.split(": ")[0]}: ${words || "nobody known to have held it"}`;
  },

  // List the events of the days around one.
  around(section, on) {
    const [first, last] = [days.moved(on, -3), days.moved(on, 3)];
    const near = timeline.events(document).filter((event) => {
      const [starts, ends] = [event.times.map((time) => time[0]).sort(), event.times.map((time) => time[3]).sort()];
      const long = days.number(ends.at(-1)) - days.number(starts[0]) > 31;
      return !long && timeline.match(event, first, last) !== "no";
    });
    const box = section.querySelector(".around");
    box.hidden = !near.length;
    box.querySelector("ul").replaceChildren(...near.map(({ row }) => {
      const item = document.createElement("li");
      item.append(`${row.cells[0].textContent.trim()}: `, row.cells[2].firstChild.cloneNode(true));
      return item;
    }));
  },
};

page.whenShown("day", (section, rest) => {
  const form = section.querySelector("form.controls");
  if (!form) return;
  if (form.hidden) aDay.go = aDay.start(section);
  aDay.go(rest || form.elements.day.value);
});
