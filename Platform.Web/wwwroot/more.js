// A "more" button presses itself when it scrolls into view.
export function watchMore(root) {
  const eyes = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => entry.target.click()), { rootMargin: '200px' });
  // Observed afresh after every growth, because one that stays in view tells nothing new.
  const watch = () => root.querySelectorAll('[data-more]').forEach(more => {
    eyes.unobserve(more);
    eyes.observe(more);
  });
  const growth = new MutationObserver(watch);
  growth.observe(root, { childList: true, subtree: true });
  watch();
  return () => {
    eyes.disconnect();
    growth.disconnect();
  };
}
