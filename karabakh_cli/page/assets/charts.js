// A chart that an address leads to is open.

page.whenShown("charts", (section, rest) => {
  const chart = rest && document.getElementById(`chart.${rest}`);
  if (chart) chart.open = true;
  chart?.scrollIntoView();
});
