// What is said of a record once it is shown, since the page would say it thousands of times: its id, of whom and when its
// sources are and where they are to be read, what the records are that it names by their ids, its events if it is an actor
// or a place, which records cite it if it is a source, and how it is cited.

const inRecords = {
  lines: null, // of every record what the list of its kind says of it, by its address

  lineOf(id) {
    this.lines ??= new Map([...document.querySelectorAll(".list > li > a")].map((a) => [a.hash, a.parentElement]));
    return this.lines.get(`#${id}`);
  },

  made(tag, text, name = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  },

  listOf(records) {
    const list = this.made("ul", "");
    for (const { id } of records) list.appendChild(this.lineOf(id).cloneNode(true)).hidden = false; // as a filter may have it
    return list;
  },

  // Return the records that have one of some links.
  having(links) {
    return [...new Set([...document.querySelectorAll(links)].map((link) => link.closest("article")))];
  },

  // Say of a source behind its title what the list of sources does, and at its end where it is to be read.
  tell(source) {
    const title = source.querySelector("a");
    const id = title.hash.slice(1);
    title.after(this.lineOf(id).querySelector("a").nextSibling.cloneNode());
    const address = page.element(id).querySelector('dd > a[href^="http"]');
    if (address) source.appendChild(this.made("a", address.hostname.replace(/^www\./, ""))).href = address.href;
  },

  *citing(id) {
    const records = this.having(`.sources > li > a[href="#${id}"]`);
    if (records.length) yield this.made("h4", "Cited by");
    for (const part of new Set(records.map((each) => each.closest("section")))) {
      yield this.made("p", part.querySelector("h2").textContent, "quiet");
      yield this.listOf(records.filter((each) => part.contains(each)));
    }
  },
};

page.whenShown("record", (record) => {
  if (record.matches(".whole")) return;
  record.classList.add("whole");
  const { part } = record.closest("section").dataset;
  record.querySelector(".under").prepend(inRecords.made("code", record.id), " · ");
  for (const link of record.querySelectorAll('dd > a[href^="http"]')) link.textContent = link.getAttribute("href");
  for (const source of record.querySelectorAll(".sources > li")) inRecords.tell(source);
  for (const link of record.querySelectorAll(".named a")) {
    link.replaceWith(...inRecords.lineOf(link.hash.slice(1)).cloneNode(true).childNodes);
  }
  const events = inRecords.having(`[data-part="events"] article > dl a[href="#${record.id}"]`);
  if (events.length && part !== "events") {
    const before = record.querySelector(":scope > .sources")?.previousElementSibling ?? null;
    for (const each of [inRecords.made("h4", "Events"), inRecords.listOf(events)]) record.insertBefore(each, before);
  }
  record.append(...inRecords.citing(record.id));
  const whole = document.body.dataset.cited;
  if (!whole || part === "sources") return;
  const cited = `"${record.querySelector("h3").textContent}" (${record.id}), in: ${whole}`;
  record.append(inRecords.made("h4", "Cite as"), inRecords.made("p", cited, "cite"));
});
