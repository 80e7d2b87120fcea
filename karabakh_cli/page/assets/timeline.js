// The timeline: the scale and the day choose which part of the years is drawn; a row outside of it is hidden.

const days = {
  number: (day) => Date.parse(day) / 864e5,
  of: (number) => new Date(number * 864e5).toISOString().slice(0, 10),
  moved: (day, by) => days.of(days.number(day) + by),
};

const timeline = {
  // Return the first and the last day of the scale around a day.
  window(scale, day, first, last) {
    const [year, month] = day.split("-");
    if (scale === "all") return [first, last];
    if (scale === "year") return [`${year}-01-01`, `${year}-12-31`];
    if (scale === "month") return [`${year}-${month}-01`, days.of(Date.UTC(+year, +month, 0) / 864e5)];
    const monday = days.moved(day, -((new Date(day).getUTCDay() + 6) % 7));
    return [monday, days.moved(monday, 6)];
  },

  // Say whether an event was in a time, by the same rule as the program.
  match({ times, doubt }, first, last) {
    const said = new Set(times.map(([start, latestStart, earliestEnd, end]) => {
      if (start > last || end < first) return "no";
      return latestStart <= last && earliestEnd >= first && !doubt ? "certain" : "possible";
    }));
    return said.size === 1 ? [...said][0] : "possible";
  },

  // Return the units that a time is counted by: months of years, days of what is shorter.
  units(scale, first, last) {
    const units = [];
    for (let day = first; day <= last; ) {
      const [, end] = timeline.window(scale === "all" || scale === "year" ? "month" : "day", day, day, day);
      const until = scale === "all" || scale === "year" ? end : day;
      units.push([day, until]);
      day = days.moved(until, 1);
    }
    return units;
  },

  events(section) {
    return [...section.querySelectorAll("tr[data-times]")].map((row) => ({
      row,
      times: row.dataset.times.split(";").map((time) => time.split(" ")),
      doubt: "doubt" in row.dataset,
      bar: row.querySelector("svg"),
    }));
  },

  start(section) {
    const form = section.querySelector("form");
    const { scale, day } = form.elements;
    const table = section.querySelector("table.timeline");
    const { first: begin, last: end } = table.dataset;
    const events = timeline.events(section);
    const density = section.querySelector(".density svg");
    const draw = () => {
      const [first, last] = timeline.window(scale.value, day.value || begin, begin, end);
      const [from, to] = [first < begin ? begin : first, last > end ? end : last];
      const counts = { certain: 0, possible: 0, no: 0 };
      const view = `${days.number(from) - days.number(begin)} 0 ${days.number(to) - days.number(from) + 1} 10`;
      for (const event of events) {
        const said = timeline.match(event, from, to);
        counts[said] += 1;
        event.row.hidden = said === "no";
        event.row.classList.toggle("perhaps", said === "possible");
        event.bar.setAttribute("viewBox", view);
      }
      timeline.count(density, events, timeline.units(scale.value, from, to));
      section.querySelector(".density .first").textContent = from;
      section.querySelector(".density .last").textContent = to;
      const unit = scale.value === "all" || scale.value === "year" ? "month" : "day";
      section.querySelector(".density .what").textContent =
        `events ${unit === "month" ? "in" : "on"} each ${unit}: certainly, and above, in outline, possibly`;
      form.querySelector("output").textContent =
        `${from} to ${to}: ${counts.certain} events certainly, ${counts.possible} possibly`;
    };
    const step = (by) => {
      const [first, last] = timeline.window(scale.value, day.value || begin, begin, end);
      const to = by < 0 ? days.moved(first, -1) : days.moved(last, 1);
      if (to >= begin && to <= end) day.value = to;
      draw();
    };
    form.elements.earlier.addEventListener("click", () => step(-1));
    form.elements.later.addEventListener("click", () => step(1));
    form.addEventListener("input", draw);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    section.querySelector(".density").addEventListener("click", (event) => {
      const box = density.getBoundingClientRect();
      const [first, last] = timeline.window(scale.value, day.value || begin, begin, end);
      const share = (event.clientX - box.left) / box.width;
      if (share < 0 || share >= 1 || scale.value === "week") return;
      day.value = days.moved(first, Math.floor(share * (days.number(last) - days.number(first) + 1)));
      scale.value = { all: "year", year: "month", month: "week" }[scale.value];
      draw();
    });
    draw();
  },

  // Draw how many events each unit had.
  count(svg, events, units) {
    const counts = units.map(([first, last]) => {
      const said = events.map((event) => timeline.match(event, first, last));
      return [said.filter((each) => each === "certain").length, said.filter((each) => each === "possible").length];
    });
    const most = Math.max(1, ...counts.map(([certain, possible]) => certain + possible));
    svg.setAttribute("viewBox", `0 0 ${units.length} 100`);
    svg.replaceChildren(...counts.flatMap(([certain, possible], index) => {
      const [low, high] = [(100 * certain) / most, (100 * possible) / most];
      return [["certain", 100 - low, low], ["possible", 100 - low - high, high]].map(([look, y, height]) => {
        const bar = document.createElementNS(svg.namespaceURI, "rect");
        for (const [name, value] of Object.entries({ class: look, x: index + 0.1, y, width: 0.8, height })) {
          bar.setAttribute(name, value);
        }
        return bar;
      });
    }));
  },
};

page.whenShown("timeline", (section) => {
  if (section.querySelector("form.controls")?.hidden) timeline.start(section);
});
