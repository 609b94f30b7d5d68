// A row of tabs that does not fit scrolls sideways; this brings the tab of the page one is on into sight.
for (const tabs of document.querySelectorAll(".tabs, .nav-list")) {
  const current = tabs.querySelector("[aria-current]");
  if (!current || tabs.scrollWidth <= tabs.clientWidth) continue;
  const spare = (tabs.clientWidth - current.offsetWidth) / 2;
  tabs.scrollLeft += current.getBoundingClientRect().left - tabs.getBoundingClientRect().left - spare;
}
