// data-print prints the page; what is left out on paper stands in print.css.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
