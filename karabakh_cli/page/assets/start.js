// What has the page show what its address says, now and whenever that changes; the last of all, when the parts are known.

let clicked = false;

// Show what the address says, and put the focus there: where it was scrolled to, if one goes back.
const arrive = () => {
  const target = page.follow();
  const y = clicked ? undefined : page.left.get(location.hash);
  clicked = false;
  if (!target || document.activeElement.matches("[type=search]")) return;
  if (target.matches("li")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (target.matches("li, summary")) target.scrollIntoView();
  else scrollTo(0, y ?? 0);
};

history.scrollRestoration = "manual";
addEventListener("DOMContentLoaded", () => {
  const target = page.follow();
  const settle = () => (target?.matches("li, summary") ? target.scrollIntoView() : scrollTo(0, 0));
  addEventListener("load", () => setTimeout(settle)); // after the browser, which would scroll to the heading
  addEventListener("hashchange", arrive);
  addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link) return;
    page.left.set(location.hash, scrollY);
    clicked = true;
    if (link.classList.contains("skip")) {
      event.preventDefault(); // the address stays that of what is shown
      document.querySelector("main").focus();
    } else if (link.hash === location.hash) arrive();
  });
});
