// The positions of each point on which sources differ, which the page has once, with the record that tells them.

page.whenShown("disputes", (section) => {
  if (section.matches(".whole")) return;
  section.classList.add("whole");
  for (const link of section.querySelectorAll("h3 > a")) {
    const point = `Disputed${link.nextSibling.data}`;
    const there = [...page.element(link.hash.slice(1)).querySelectorAll("h4.doubt")];
    let told = there.find((each) => each.textContent === point).nextElementSibling;
    while (!told.matches(".positions")) told = told.nextElementSibling;
    const positions = told.cloneNode(true);
    for (const cited of positions.querySelectorAll(".cited")) cited.remove();
    link.parentElement.after(positions);
  }
});
