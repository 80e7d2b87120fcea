// What is said of a record once it is shown, since the page would say it thousands of times: where its sources are to be
// read, which records cite it if it is one, and how it is cited.

page.whenShown("record", (record) => {
  if (record.matches(".whole")) return;
  record.classList.add("whole");
  const added = (tag, text, name = "", to = record) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return to.appendChild(made);
  };
  for (const link of record.querySelectorAll('dd > a[href^="http"]')) link.textContent = link.getAttribute("href");
  for (const source of record.querySelectorAll(".sources > li")) {
    const address = page.element(source.querySelector("a").hash.slice(1)).querySelector('dd > a[href^="http"]');
    if (address) added("a", address.hostname.replace(/^www\./, ""), "", source).href = address.href;
  }
  const links = [...document.querySelectorAll(`.sources > li > a[href="#${record.id}"]`)];
  const citing = links.map((link) => link.closest("article"));
  const parts = new Set(citing.map((each) => each.closest("section")));
  if (parts.size) added("h4", "Cited by");
  for (const part of parts) {
    added("p", part.querySelector("h2").textContent, "quiet");
    const list = added("ul", "");
    for (const each of citing.filter((one) => part.contains(one))) {
      added("a", each.querySelector("h3").textContent, "", added("li", "", "", list)).href = `#${each.id}`;
    }
  }
  const whole = document.body.dataset.cited;
  if (whole && record.closest("section").dataset.part !== "sources") {
    added("h4", "Cite as");
    added("p", `"${record.querySelector("h3").textContent}" (${record.id}), in: ${whole}`, "cite");
  }
});
