// The page as one place after another: the address says which part or record is shown. #id is a record, #Part a part,
// and behind ~ stands what that part is asked (#Events~year=1900) or a place within a record (#id~2, its second source).
// Without this script all is there to read, in order.

const page = {
  hooks: new Map(),
  left: new Map(), // how far each address was scrolled when it was left

  // Have a function called each time that a part is shown, or any "record": with its element, and for a part with what
  // stands behind ~ in the address.
  whenShown(part, hook) {
    this.hooks.set(part, hook);
  },

  // Return the data of a part.
  data(part) {
    return JSON.parse(document.getElementById(`${part}.data`).textContent);
  },

  // Return the element of a part or a record.
  element(id) {
    const found = document.getElementById(id) ?? document.getElementById(id.charAt(0).toUpperCase() + id.slice(1));
    return found?.matches("article, main > section") ? found : null;
  },

  // Show a part, or a record under the heading of its part, and return its heading; null where there is none.
  show(id, rest = "") {
    const shown = this.element(id);
    if (!shown) return null;
    const section = shown.closest("section");
    for (const each of document.querySelectorAll(".here")) each.classList.remove("here");
    section.classList.add("here");
    section.classList.toggle("one", shown !== section);
    shown.classList.add("here");
    for (const link of document.querySelectorAll("nav a")) {
      const current = link.hash === `#${section.id}`;
      current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    const heading = shown.querySelector(shown === section ? "h2" : "h3");
    heading.tabIndex = -1;
    document.title = [heading.textContent, document.querySelector("h1").textContent].join(" - ");
    if (shown === section) this.hooks.get(section.dataset.part)?.(section, rest);
    else this.hooks.get("record")(shown);
    return heading;
  },

  // Show what the address says, or search for it if there is nothing of that name.
  follow() {
    const address = decoded(location.hash.slice(1));
    const [id] = address.split("~", 1);
    const rest = address.slice(id.length + 1);
    const heading = this.show(id || document.querySelector("main > section").id, rest);
    if (!heading) return location.replace(`#Search~${encodeURIComponent(id.replaceAll("-", " "))}`);
    const within = rest ? document.getElementById(address) : null;
    if (within?.matches("details")) within.open = true;
    return within?.querySelector(":scope > summary") ?? within ?? heading;
  },
};

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that somebody typed
  }
};

document.documentElement.classList.add("scripted");
