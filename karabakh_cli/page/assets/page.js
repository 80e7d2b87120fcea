// The page as one place after another: the address (#id, or #id~rest) says which part or record is shown.
// Without this script everything is there to read, in order.

const page = {
  hooks: new Map(),

  // Have a function called each time that a part is shown: with its element, and what stands behind ~ in the address.
  whenShown(id, hook) {
    this.hooks.set(id, hook);
  },

  // Return the data of a part.
  data(id) {
    return JSON.parse(document.getElementById(`${id}.data`).textContent);
  },

  // Show what an id is of: a part of the page, or a record with the heading of its part.
  show(id, rest = "") {
    const target = document.getElementById(id);
    const section = target?.closest("main > section");
    if (!section) return false;
    for (const each of document.querySelectorAll(".here")) each.classList.remove("here");
    section.classList.add("here");
    target.classList.add("here");
    this.hooks.get(id)?.(target, rest);
    return true;
  },

  // Show what the address says, and put the focus there.
  follow() {
    const [id, rest] = decodeURIComponent(location.hash.slice(1)).split("~");
    if (this.show(id || document.querySelector("main > section").id, rest)) return;
  },
};

document.documentElement.classList.add("scripted");
addEventListener("DOMContentLoaded", () => page.follow());
addEventListener("hashchange", () => page.follow());
