// Shows only the details of the kind chosen in the article's form; without this script all are shown.
(() => {
  const select = document.querySelector('select[name="kind"]');
  const parts = document.querySelectorAll('.hp-kind');
  if (!select || !parts.length) return;
  const show = () => {
    for (const part of parts) {
      part.hidden = !part.classList.contains(`hp-kind--${select.value}`);
    }
  };
  select.addEventListener('change', show);
  show();
})();
