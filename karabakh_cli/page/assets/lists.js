// The lists of a kind of record, by filters that stand in the address: #Events~year=1900&kind=battle. Beside each value
// stands how many records of those that meet the other filters have it.

const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const filtersOf = (section) => {
  const filters = page.data(section.dataset.part);
  const items = [...section.querySelectorAll(".list > li")];
  const noun = section.dataset.part.slice(0, -1);
  const form = document.createElement("form");
  form.className = "filters";
  form.setAttribute("aria-label", `Filters of ${section.dataset.part}`);
  const selects = filters.map((filter) => {
    const label = document.createElement("label");
    label.textContent = filter.name;
    const select = document.createElement("select");
    select.name = filter.name;
    label.append(select);
    form.append(label);
    return select;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const asked = new URLSearchParams(selects.filter((each) => each.value).map((each) => [each.name, each.value]));
    history.pushState(null, "", `#${section.id}${asked.size ? `~${asked}` : ""}`);
    apply(asked);
  });
  section.querySelector(".count").before(form);

  const apply = (asked) => {
    const wanted = filters.map((filter) => {
      const value = asked.get(filter.name) ?? "";
      return value && filter.values.findIndex(([known]) => known === value);
    });
    const meets = (item, but) =>
      filters.every((filter, n) => n === but || wanted[n] === "" || filter.of[item].includes(wanted[n]));
    let shown = 0;
    items.forEach((element, item) => {
      const met = meets(item);
      element.hidden = !met;
      shown += met;
    });
    filters.forEach((filter, n) => {
      const counts = filter.values.map(() => 0);
      let any = 0;
      items.forEach((_, item) => {
        if (!meets(item, n)) return;
        any += 1;
        for (const value of filter.of[item]) counts[value] += 1;
      });
      const options = filter.values.flatMap(([value, name], number) =>
        counts[number] || wanted[n] === number ? [new Option(`${name} (${counts[number]})`, value)] : [],
      );
      selects[n].replaceChildren(new Option(`any (${any})`, ""), ...options);
      selects[n].value = wanted[n] === "" ? "" : filter.values[wanted[n]]?.[0] ?? "";
    });
    section.querySelector(".count").textContent =
      shown === items.length ? plural(shown, noun) : `${shown.toLocaleString("en")} of ${plural(items.length, noun)}`;
  };
  return apply;
};

for (const part of ["events", "actors", "places", "figures", "sources"]) {
  let apply = null;
  page.whenShown(part, (section, rest) => {
    apply ??= filtersOf(section);
    apply(new URLSearchParams(rest));
  });
}
